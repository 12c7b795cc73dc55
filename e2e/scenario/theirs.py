"""Runs events with the Context of ops.testing, as ours.ts does with ours.

Reads a list of cases as JSON, each a state and an event in the words of @cobble/testing, and prints what came of each.
"""

import contextlib
import datetime
import importlib
import io
import json
import logging
import pathlib
import re
import sys

import ops
import yaml
from ops import pebble, testing
from scenario.errors import InconsistentScenarioError, StateValidationError, UncaughtCharmError

CHARMS = pathlib.Path(__file__).parent / "charms"

sys.path.insert(0, str(CHARMS))
sys.path.insert(0, str(CHARMS.parent.parent / "dispatch" / "charms"))


def known(spec, names):
    """The arguments that a case gives, by the names that they have here."""
    return {theirs: spec[ours] for ours, theirs in names.items() if ours in spec}


def units(data):
    return {int(number): texts for number, texts in data.items()}


def make_relation(spec, meta):
    endpoint = spec["endpoint"]
    declared = {
        **{name: ("regular", each) for part in ("provides", "requires") for name, each in meta.get(part, {}).items()},
        **{name: ("peer", each) for name, each in meta.get("peers", {}).items()},
    }
    kind, facts = declared.get(endpoint, ("regular", {}))
    if kind == "regular" and facts.get("scope") == "container":
        kind = "subordinate"
    kind = spec.get("kind", kind)
    arguments = known(spec, {"id": "id", "localAppData": "local_app_data", "localUnitData": "local_unit_data"})
    if kind == "peer":
        arguments |= {"peers_data": units(spec["remoteUnitsData"])} if "remoteUnitsData" in spec else {}
        return testing.PeerRelation(endpoint, **arguments)
    arguments |= known(spec, {"remoteAppName": "remote_app_name", "remoteAppData": "remote_app_data"})
    if kind == "subordinate":
        for number, texts in units(spec.get("remoteUnitsData", {})).items():
            arguments |= {"remote_unit_id": number, "remote_unit_data": texts}
        return testing.SubordinateRelation(endpoint, **arguments)
    arguments |= {"remote_units_data": units(spec["remoteUnitsData"])} if "remoteUnitsData" in spec else {}
    return testing.Relation(endpoint, **arguments)


def make_notice(spec):
    arguments = known(spec, {"id": "id", "type": "type", "occurrences": "occurrences", "lastData": "last_data"})
    if "repeatAfterMs" in spec:
        arguments["repeat_after"] = datetime.timedelta(milliseconds=spec["repeatAfterMs"])
    return testing.Notice(spec["key"], **arguments)


def make_check(name, spec, layers):
    """A check of the container, with what its layers say of it."""
    said = {}
    for layer in layers.values():
        said |= layer.to_dict().get("checks", {}).get(name, {})
    arguments = {**known(said, {"level": "level", "threshold": "threshold"})}
    if "startup" in said:
        arguments["startup"] = pebble.CheckStartup(said["startup"])
    arguments |= known(spec, {"failures": "failures", "successes": "successes"})
    if "status" in spec:
        arguments["status"] = pebble.CheckStatus(spec["status"])
    return testing.CheckInfo(name, **arguments)


def make_exec(spec):
    run = spec["run"]
    return testing.Exec(
        spec["command"], **known(run, {"exitCode": "return_code", "stdout": "stdout", "stderr": "stderr"})
    )


def make_container(name, spec):
    layers = {label: pebble.Layer(layer) for label, layer in spec.get("layers", {}).items()}
    checks = {name for layer in layers.values() for name in layer.checks} | set(spec.get("checks", {}))
    return testing.Container(
        name,
        can_connect=spec.get("canConnect", False),
        layers=layers,
        service_statuses={n: pebble.ServiceStatus(s) for n, s in spec.get("serviceStatuses", {}).items()},
        notices=[make_notice(each) for each in spec.get("notices", [])],
        execs=[make_exec(each) for each in spec.get("execs", [])],
        check_infos={make_check(each, spec.get("checks", {}).get(each, {}), layers) for each in sorted(checks)},
    )


def make_secret(spec):
    arguments = known(
        spec,
        {
            "id": "id",
            "latestContent": "latest_content",
            "owner": "owner",
            "label": "label",
            "description": "description",
        },
    )
    if "rotate" in spec:
        arguments["rotate"] = ops.SecretRotate(spec["rotate"])
    if "grants" in spec:
        arguments["remote_grants"] = {int(number): set(names) for number, names in spec["grants"].items()}
    return testing.Secret(spec["content"], **arguments)


def make_storages(specs):
    counts = {}
    for spec in specs:
        index = spec.get("index", counts.get(spec["name"], 0))
        counts[spec["name"]] = counts.get(spec["name"], 0) + 1
        yield testing.Storage(spec["name"], index=index)


def make_port(spec):
    return {
        "tcp": lambda: testing.TCPPort(spec["port"]),
        "udp": lambda: testing.UDPPort(spec["port"]),
        "icmp": lambda: testing.ICMPPort(**known(spec, {"port": "port"})),
    }[spec["protocol"]]()


def make_network(name, spec):
    return testing.Network(
        name, **known(spec, {"ingressAddresses": "ingress_addresses", "egressSubnets": "egress_subnets"})
    )


def make_model(spec):
    arguments = known(spec, {"name": "name", "uuid": "uuid", "type": "type"})
    if "cloudSpec" in spec:
        arguments["cloud_spec"] = testing.CloudSpec(**known(spec["cloudSpec"], {"type": "type", "name": "name"}))
    return testing.Model(**arguments)


def make_status(name, message=""):
    return testing.UnknownStatus() if name == "unknown" else ops.StatusBase.from_name(name, message)


def make_state(spec, meta, charm):
    arguments = known(
        spec,
        {
            "config": "config",
            "leader": "leader",
            "plannedUnits": "planned_units",
            "workloadVersion": "workload_version",
        },
    )
    for ours, theirs in (("unitStatus", "unit_status"), ("appStatus", "app_status")):
        if ours in spec:
            arguments[theirs] = make_status(**spec[ours])
    return testing.State(
        relations=[make_relation(each, meta) for each in spec.get("relations", [])],
        containers=[make_container(name, each) for name, each in spec.get("containers", {}).items()],
        storages=list(make_storages(spec.get("storages", []))),
        secrets=[make_secret(each) for each in spec.get("secrets", [])],
        resources=[testing.Resource(name=name, path=path) for name, path in spec.get("resources", {}).items()],
        networks=[make_network(name, each) for name, each in spec.get("networks", {}).items()],
        opened_ports=[make_port(each) for each in spec.get("openedPorts", [])],
        model=make_model(spec.get("model", {})),
        stored_states=[
            testing.StoredState("_stored", owner_path=charm, content=content)
            for content in spec.get("storedStates", {}).values()
        ],
        **arguments,
    )


def only(items, what):
    """The item that an event is about; one that the state does not have when none is."""
    items = list(items)
    if not items:
        raise InconsistentScenarioError(f"{what} is not in the state")
    return items[0]


def make_event(spec, state, context, charm):
    kind, on = spec["kind"], context.on
    hook = spec.get("hook", "").replace("-", "_")
    if kind == "plain":
        return getattr(on, hook)()
    if kind == "action":
        return on.action(spec["name"], params=spec["params"])
    if kind == "custom":
        source = getattr(charm.parts[spec["part"]].on, spec["event"])
        return on.custom(source, **spec["data"])
    if kind == "workload":
        container = only((each for each in state.containers if each.name == spec["container"]), "the container")
        if "notice" in spec:
            wanted = spec["notice"]
            notice = only((each for each in container.notices if wanted in (each.id, each.key)), "the notice")
            return on.pebble_custom_notice(container, notice=notice)
        if "check" in spec:
            info = only((each for each in container.check_infos if each.name == spec["check"]), "the check")
            return getattr(on, hook)(container, info=info)
        return on.pebble_ready(container)
    if kind == "relation":
        wanted = spec["relation"]
        relation = only((each for each in state.relations if wanted in (each.id, each.endpoint)), "the relation")
        arguments = {"remote_unit": spec["remoteUnit"]} if isinstance(spec.get("remoteUnit"), int) else {}
        if "departingUnit" in spec:
            arguments["departing_unit"] = spec["departingUnit"]
        return getattr(on, f"relation_{hook}")(relation, **arguments)
    if kind == "storage":
        wanted = (spec["storage"], spec["index"])
        storage = only((each for each in state.storages if (each.name, each.index) == wanted), "the storage")
        return getattr(on, f"storage_{hook}")(storage)
    secret = only((each for each in state.secrets if spec["secret"] in (each.id, each.label)), "the secret")
    arguments = known(spec, {"revision": "revision"})
    return getattr(on, f"secret_{hook}")(secret, **arguments)


def name_of(text):
    """A name of an event or a handler, as both languages have it."""
    return text.replace("_", "").replace("-", "").lower()


def show_event(event):
    return name_of(event.handle.kind)


def show_plan(container):
    plan = container.plan.to_dict()
    for service in plan.get("services", {}).values():
        service.pop("override", None)
    for check in plan.get("checks", {}).values():
        check.pop("override", None)
        for key, default in (("startup", "enabled"), ("threshold", 3)):
            check.setdefault(key, default)
    return {"services": plan.get("services", {}), "checks": plan.get("checks", {})}


def show_container(container):
    return {
        "canConnect": container.can_connect,
        "layers": sorted(container.layers),
        "plan": show_plan(container),
        "services": {name: info.current.value for name, info in container.services.items()},
        "notices": sorted([notice.key, dict(notice.last_data)] for notice in container.notices),
    }


def show_secret(secret):
    return {
        "label": secret.label,
        "owner": secret.owner,
        "description": secret.description,
        "rotate": None if secret.rotate in (None, ops.SecretRotate.NEVER) else secret.rotate.value,
        "tracked": dict(secret.tracked_content),
        "latest": dict(secret.latest_content or secret.tracked_content),
        "grants": sorted([number, sorted(names)] for number, names in secret.remote_grants.items() if names),
    }


def show_deferred(deferred):
    handle = ops.Handle.from_path(deferred.handle_path)
    return [name_of(handle.kind), name_of(deferred.observer)]


def show_relation(relation):
    return {
        "endpoint": relation.endpoint,
        "localAppData": dict(relation.local_app_data),
        "localUnitData": dict(relation.local_unit_data),
    }


def plain(value):
    """A stored value in what JSON has."""
    if isinstance(value, set):
        return sorted(value)
    return value


def show_state(state):
    return {
        "unitStatus": [state.unit_status.name, state.unit_status.message],
        "appStatus": [state.app_status.name, state.app_status.message],
        "workloadVersion": state.workload_version,
        "leader": state.leader,
        "plannedUnits": state.planned_units,
        "config": dict(state.config),
        "ports": sorted(f"{port.protocol} {port.port or 0}" for port in state.opened_ports),
        "relations": [show_relation(each) for each in sorted(state.relations, key=lambda each: each.id)],
        "secrets": sorted((show_secret(each) for each in state.secrets), key=json.dumps),
        "stored": [
            {name: plain(value) for name, value in each.content.items()}
            for each in state.stored_states
            # Python's framework keeps one of its own.
            if "event_count" not in each.content
        ],
        "deferred": [show_deferred(each) for each in state.deferred],
        "containers": {each.name: show_container(each) for each in state.containers},
    }


def show_records(context, action):
    return {
        "unitStatuses": [[each.name, each.message] for each in context.unit_status_history],
        "appStatuses": [[each.name, each.message] for each in context.app_status_history],
        "versions": list(context.workload_version_history),
        "events": [show_event(each) for each in context.emitted_events],
        "storages": dict(context.requested_storages),
        "removed": sorted(context.removed_secret_revisions),
        "execs": {name: [list(call.command) for call in calls] for name, calls in context.exec_history.items()},
        "actionLogs": list(context.action_logs),
        "actionResults": flat(context.action_results) if action else None,
    }


def flat(results, prefix=""):
    """Results as `action-set` is given them."""
    if results is None:
        return None
    found = {}
    for key, value in results.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": str(value)}
    return found


class Warnings(logging.Handler):
    """Keeps what the checker of states warns of."""

    def __init__(self):
        super().__init__()
        self.found = []

    def emit(self, record):
        text = record.getMessage()
        mark = "The following warnings were found: "
        if mark in text:
            self.found += text.split(mark, 1)[1].split("\n")


class PlainCharm(ops.CharmBase):
    """Observes nothing."""


def describe(case):
    """The charm's class, and its description."""
    if "charmcraft" in case:
        return PlainCharm, dict(case["charmcraft"])
    name = case["charm"]
    folder = CHARMS if (CHARMS / f"{name}.py").exists() else CHARMS.parent.parent / "dispatch" / "charms"
    charm = next(
        each
        for each in vars(importlib.import_module(name)).values()
        if isinstance(each, type) and issubclass(each, ops.CharmBase) and each is not ops.CharmBase
    )
    if (folder / f"{name}.yaml").exists():
        return charm, yaml.safe_load((folder / f"{name}.yaml").read_text())
    meta = yaml.safe_load((folder / "metadata.yaml").read_text())
    for part in ("config", "actions"):
        meta[part] = yaml.safe_load((folder / f"{part}.yaml").read_text())
    return charm, meta


def run(case):
    charm, meta = describe(case)
    warnings = Warnings()
    logging.getLogger("ops-scenario").addHandler(warnings)
    said = io.StringIO()
    is_action = case["event"]["kind"] == "action"
    context = None
    try:
        arguments = known(case.get("options", {}), {"jujuVersion": "juju_version", "unitNumber": "unit_id"})
        config, actions = meta.pop("config", None), meta.pop("actions", None)
        context = testing.Context(charm, meta=meta, config=config, actions=actions, **arguments)
        state = make_state(case.get("state", {}), meta, charm.__name__)
        with contextlib.redirect_stdout(said):
            for event in case.get("after", []):
                state = context.run(make_event(event, state, context, charm), state)
            out = context.run(make_event(case["event"], state, context, charm), state)
        result = {"state": show_state(out), "records": show_records(context, is_action)}
    except testing.ActionFailed as error:
        result = {"failed": error.message, "state": show_state(error.state), "records": show_records(context, False)}
    except UncaughtCharmError as error:
        result = {"threw": type(error.__cause__).__name__}
    except (InconsistentScenarioError, StateValidationError, ValueError, TypeError, KeyError) as error:
        result = {"refused": str(error)}
    finally:
        logging.getLogger("ops-scenario").removeHandler(warnings)
    text = re.sub("secret:[0-9a-z]{20}", "secret:ID", said.getvalue())
    lines = [line.removeprefix("said: ") for line in text.splitlines() if line.startswith("said: ")]
    return {"name": case["name"], **result, "said": lines, "warnings": warnings.found}


if __name__ == "__main__":
    logging.getLogger().setLevel(logging.CRITICAL)
    logging.getLogger("ops-scenario").setLevel(logging.WARNING)
    print(json.dumps([run(case) for case in json.load(sys.stdin)]))
