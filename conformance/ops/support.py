"""What the tests share: a client of the daemon under test, names that no other test uses, and waiting."""

from __future__ import annotations

import itertools
import os
import pathlib
import tempfile
import time
import typing
import unittest

import ops

_numbers = itertools.count(1)


class ConformanceTest(unittest.TestCase):
    """A test with a client, a folder of its own and names of its own; the daemon is shared with the tests of its module."""

    def setUp(self) -> None:
        self.client = ops.pebble.Client(os.environ["COBBLE_SOCKET"], timeout=20)
        self.name = f"test-{next(_numbers)}"
        folder = tempfile.TemporaryDirectory(prefix="conformance-ops-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def add_service(self, command: str, **fields: typing.Any) -> str:
        """Adds a service under this test's name, and stops it at the end."""
        service = {"override": "replace", "command": command, "backoff-delay": "50ms", **fields}
        self.client.add_layer(self.name, {"services": {self.name: service}}, combine=True)
        self.addCleanup(self._stop)
        return self.name

    def add_check(self, **fields: typing.Any) -> str:
        """Adds a check under this test's name, and stops it at the end."""
        self.client.add_layer(self.name, {"checks": {self.name: {"override": "replace", **fields}}}, combine=True)
        self.addCleanup(self.client.stop_checks, [self.name])
        return self.name

    def service(self) -> ops.pebble.ServiceInfo:
        """The information on this test's service."""
        (info,) = self.client.get_services([self.name])
        return info

    def eventually(self, what: str, probe: typing.Callable[[], typing.Any]) -> typing.Any:
        """Asks until the probe gives something true, for at most ten seconds."""
        ends_at = time.monotonic() + 10
        while time.monotonic() < ends_at:
            found = probe()
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError(f"{what}: not seen within 10 seconds")

    def _stop(self) -> None:
        if self.service().is_running():
            self.client.stop_services([self.name])
