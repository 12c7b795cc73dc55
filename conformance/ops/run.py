"""Runs the tests of one module against the daemon at COBBLE_SOCKET: `run.py test_files [text]`.

Prints one JSON object a line for each test: {"name", "kind": "passed" | "failed" | "skipped", "detail"}. With a text only
the tests with it in their names are run.
"""

from __future__ import annotations

import json
import sys
import typing
import unittest


class LineResult(unittest.TestResult):
    """Tells each test as soon as it is over."""

    def addSuccess(self, test: unittest.TestCase) -> None:
        tell(test, "passed")

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        tell(test, "skipped", reason)

    def addFailure(self, test: unittest.TestCase, err: typing.Any) -> None:
        tell(test, "failed", self._exc_info_to_string(err, test))

    addError = addFailure

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: typing.Any) -> None:
        if err is not None:
            tell(subtest, "failed", self._exc_info_to_string(err, subtest))


def tell(test: unittest.TestCase, kind: str, detail: str = "") -> None:
    """Prints how a test went."""
    print(json.dumps({"name": str(test).split(" ")[0], "kind": kind, "detail": detail}), flush=True)


def main(module: str, text: str = "") -> None:
    """Runs the tests of the module."""
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{text}*"]
    loader.loadTestsFromName(module).run(LineResult())


if __name__ == "__main__":
    main(*sys.argv[1:])
