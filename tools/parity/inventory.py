"""Prints every public name of the Python library ops as JSON: modules, their names, members of classes, and parameters.

Usage: python3 tools/parity/inventory.py > tools/parity/ops-3.9.json   (with ops 3.9.0 and ops-tracing installed)
"""

import enum
import importlib
import inspect
import json
import typing

MODULES = {
    "ops": "ops",
    "ops.pebble": "ops.pebble",
    "ops.hookcmds": "ops.hookcmds",
    "ops.tracing": "ops_tracing",
    "ops.testing": "ops.testing",
}


def is_public(name: str) -> bool:
    return not name.startswith("_")


def parameters(function: object) -> list[str]:
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return []
    return [name for name in signature.parameters if name not in ("self", "cls") and is_public(name)]


def is_ops(module: str) -> bool:
    return module.split(".")[0] in ("ops", "scenario", "ops_tracing")


def own_annotations(cls: type) -> list[str]:
    return [name for name in vars(cls).get("__annotations__", {}) if is_public(name)]


def members(cls: type) -> dict[str, list[str] | None]:
    """Each public member; the parameters of those that can be called, None for values."""
    found: dict[str, list[str] | None] = {}
    bases = [base for base in inspect.getmro(cls) if is_ops(base.__module__)]
    for base in reversed(bases):
        for name in own_annotations(base):
            found.setdefault(name, None)
        for name, value in vars(base).items():
            if not is_public(name):
                continue
            function = value.__func__ if isinstance(value, (classmethod, staticmethod)) else value
            found[name] = parameters(function) if inspect.isroutine(function) else None
    return dict(sorted(found.items()))


def describe(value: object) -> dict[str, object]:
    if inspect.isclass(value):
        if issubclass(value, enum.Enum):
            values = {name: str(one.value) for name, one in value.__members__.items()}
            return {"kind": "enum", "members": {name: None for name in values}, "values": values}
        if typing.is_typeddict(value):
            return {"kind": "dict", "members": {name: None for name in value.__annotations__}}
        kind = "error" if issubclass(value, BaseException) else "class"
        return {"kind": kind, "parameters": parameters(value), "members": members(value)}
    if inspect.ismodule(value):
        return {"kind": "module"}
    if callable(value) and inspect.isroutine(value):
        return {"kind": "function", "parameters": parameters(value)}
    return {"kind": "value"}


def names_of(module: object) -> list[str]:
    listed = getattr(module, "__all__", None)
    if listed is not None:
        return sorted(listed)
    return sorted(
        name
        for name, value in vars(module).items()
        if is_public(name)
        and not inspect.ismodule(value)
        and (getattr(value, "__module__", "") or "").startswith(module.__name__)
    )


def inventory() -> dict[str, object]:
    result = {}
    for name in MODULES:
        module = importlib.import_module(MODULES[name])
        result[name] = {one: describe(getattr(module, one)) for one in names_of(module) if is_public(one)}
    return result


if __name__ == "__main__":
    print(json.dumps(inventory(), indent=1))
