"""What another local user may do, with the ops client in a child process that gave up being root."""

import json
import os
import socket
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
        """What the call gives another user, or how it fails."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.setgroups([])
            os.setgid(_nobody)
            os.setuid(_nobody)
            try:
                answer = call(self.client)
            except BaseException as error:
                answer = repr(error)
            os.write(writer, json.dumps(answer).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as answer:
            text = answer.read()
        os.waitpid(child, 0)
        return json.loads(text)

    def ask(self, method: str, path: str, body: str = "") -> typing.Any:
        """The JSON answer to a request that is sent in one piece: a daemon may refuse and hang up after the headers alone."""
        lines = (f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", f"Content-Length: {len(body)}")
        headers = "".join(f"{line}\r\n" for line in (*lines, "Content-Type: application/json"))
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(20)
            connection.connect(self.client.socket_path)
            connection.sendall(f"{headers}\r\n{body}".encode())
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        return json.loads(answer.partition(b"\r\n\r\n")[2])

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
        for method, path, body in (
            ("POST", "/v1/services", '{"action":"start","services":["%s"]}' % self.name),
            ("POST", "/v1/services", '{"action":"replan"}'),
            ("POST", "/v1/layers", '{"action":"add","label":"x","format":"yaml","layer":""}'),
            ("POST", "/v1/files", '{"action":"make-dirs","dirs":[{"path":"%s/x"}]}' % self.folder),
            ("POST", "/v1/exec", '{"command":["true"]}'),
            ("POST", "/v1/signals", '{"signal":"SIGHUP","services":["%s"]}' % self.name),
            ("POST", "/v1/checks", '{"action":"stop","checks":[]}'),
            ("GET", "/v1/plan?format=yaml", ""),
            ("GET", "/v1/files?action=list&path=/", ""),
        ):
            with self.subTest(f"{method} {path} {body}"):
                self.assertEqual(self.as_nobody(lambda _: self.ask(method, path, body)), refused)

    def test_another_user_sees_own_and_public_notices(self):
        root = self.client.notify(ops.pebble.NoticeType.CUSTOM, f"example.com/{self.name}-root")
        key = f"example.com/{self.name}-nobody"
        own = self.as_nobody(lambda client: client.notify(ops.pebble.NoticeType.CUSTOM, key))
        seen = self.as_nobody(lambda client: [notice.id for notice in client.get_notices()])
        self.assertIn(own, seen)
        self.assertNotIn(root, seen)
        self.assertEqual(self.client.get_notices(user_id=_nobody, keys=[key])[0].user_id, _nobody)
