"""Whether all that the ops client can do is asked of the daemon by some test."""

import inspect
import pathlib
import re
import unittest

import ops


class MethodsTest(unittest.TestCase):
    def test_every_method_of_the_client_is_called(self):
        sources = "".join(path.read_text() for path in pathlib.Path(__file__).parent.glob("test_*.py"))
        called = set(re.findall(r"\bclient\.(\w+)", sources))
        methods = {name for name, _ in inspect.getmembers(ops.pebble.Client, callable) if not name.startswith("_")}
        self.assertGreater(len(methods), 25)
        self.assertEqual(methods - called, set())
