"""What another local user may do, with the ops client in a child process that gave up being root."""

import json
import os
import typing

import ops

from support import ConformanceTest

_nobody = 65534


class AccessTest(ConformanceTest):
    def setUp(self) -> None:
        super().setUp()
        if os.getuid() != 0:
            self.skipTest("only root can become another user")

    def as_nobody(self, call: typing.Callable[[ops.pebble.Client], typing.Any]) -> typing.Any:
        """What the call gives another user, or the body of its API error."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.setgroups([])
            os.setgid(_nobody)
            os.setuid(_nobody)
            try:
                answer = call(self.client)
            except ops.pebble.APIError as error:
                answer = error.body
            except BaseException as error:
                answer = repr(error)
            os.write(writer, json.dumps(answer).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as answer:
            text = answer.read()
        os.waitpid(child, 0)
        return json.loads(text)

    def test_another_user_may_read(self):
        self.add_service("sleep 1000")
        names = self.as_nobody(lambda client: [info.name for info in client.get_services()])
        self.assertIn(self.name, names)
        self.assertEqual(self.as_nobody(lambda client: client.get_checks()), [])
        self.assertIsInstance(self.as_nobody(lambda client: client.get_system_info().version), str)
        self.assertIsInstance(self.as_nobody(lambda client: len(client.get_changes())), int)

    def test_another_user_may_not_change_or_see_the_plan_and_files(self):
        self.add_service("sleep 1000")
        refused = {
            "type": "error",
            "status-code": 401,
            "status": "Unauthorized",
            "result": {"message": "access denied", "kind": "login-required"},
        }
        for what, call in {
            "start": lambda client: client.start_services([self.name]),
            "replan": lambda client: client.replan_services(),
            "add": lambda client: client.add_layer("x", {}),
            "plan": lambda client: client.get_plan(),
            "list": lambda client: client.list_files("/"),
            "push": lambda client: client.make_dir("/tmp/nobody-made-this"),
            "exec": lambda client: client.exec(["true"]),
            "signal": lambda client: client.send_signal("SIGHUP", [self.name]),
        }.items():
            with self.subTest(what):
                self.assertEqual(self.as_nobody(call), refused)

    def test_another_user_sees_own_and_public_notices(self):
        root = self.client.notify(ops.pebble.NoticeType.CUSTOM, f"example.com/{self.name}-root")
        key = f"example.com/{self.name}-nobody"
        own = self.as_nobody(lambda client: client.notify(ops.pebble.NoticeType.CUSTOM, key))
        seen = self.as_nobody(lambda client: [notice.id for notice in client.get_notices()])
        self.assertIn(own, seen)
        self.assertNotIn(root, seen)
        self.assertEqual(self.client.get_notices(user_id=_nobody, keys=[key])[0].user_id, _nobody)
