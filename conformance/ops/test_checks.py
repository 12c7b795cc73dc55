"""Checks, with the ops client."""

import ops

from support import ConformanceTest


class ChecksTest(ConformanceTest):
    def check(self) -> ops.pebble.CheckInfo:
        (info,) = self.client.get_checks(names=[self.name])
        return info

    def test_check_is_up_before_it_fails(self):
        self.add_check(level="alive", period="1h", tcp={"port": 1})
        info = self.check()
        self.assertEqual(info.status, ops.pebble.CheckStatus.UP)
        self.assertEqual(info.level, ops.pebble.CheckLevel.ALIVE)
        self.assertEqual(info.startup, ops.pebble.CheckStartup.ENABLED)
        self.assertEqual((info.failures, info.threshold), (0, 3))
        self.assertTrue(info.change_id)

    def test_check_goes_down_at_its_threshold_and_comes_back(self):
        mark = self.folder / "up"
        self.add_check(period="50ms", threshold=2, exec={"command": f"test -e {mark}"})
        down = self.eventually("down", lambda: self.check().status == ops.pebble.CheckStatus.DOWN and self.check())
        self.assertGreaterEqual(down.failures, 2)
        change = self.client.get_change(down.change_id)
        self.assertEqual(change.kind, "recover-check")
        mark.touch()
        self.eventually("up", lambda: self.check().status == ops.pebble.CheckStatus.UP)
        self.assertEqual(self.check().failures, 0)
        self.eventually("successes", lambda: self.check().successes)

    def test_failure_is_told_in_the_change(self):
        self.add_check(period="50ms", threshold=1, exec={"command": "sh -c 'echo some words; exit 3'"})
        kind = ops.pebble.ChangeState.READY
        summary = f'Perform exec check "{self.name}"'
        change = self.eventually(
            "failed change", lambda: next((c for c in self.client.get_changes(kind) if c.summary == summary), None)
        )
        self.assertEqual(change.status, "Error")
        self.assertEqual(change.err, f"cannot perform the following tasks:\n- {summary} (exit status 3; some words)")

    def test_check_is_stopped_and_started(self):
        self.add_check(period="1h", tcp={"port": 1})
        self.assertEqual(self.client.stop_checks([self.name]), [self.name])
        self.assertEqual(self.check().status, ops.pebble.CheckStatus.INACTIVE)
        self.assertEqual(self.client.stop_checks([self.name]), [])
        self.assertEqual(self.client.start_checks([self.name]), [self.name])
        self.assertEqual(self.check().status, ops.pebble.CheckStatus.UP)

    def test_check_with_startup_disabled_waits_to_be_started(self):
        self.add_check(period="1h", startup="disabled", tcp={"port": 1})
        self.assertEqual(self.check().status, ops.pebble.CheckStatus.INACTIVE)
        self.client.start_checks([self.name])
        self.assertEqual(self.check().status, ops.pebble.CheckStatus.UP)

    def test_checks_are_filtered_by_level(self):
        self.add_check(level="ready", period="1h", tcp={"port": 1})
        found = self.client.get_checks(level=ops.pebble.CheckLevel.READY, names=[self.name])
        self.assertEqual([info.name for info in found], [self.name])
        self.assertEqual(self.client.get_checks(level=ops.pebble.CheckLevel.ALIVE, names=[self.name]), [])

    def test_check_that_does_not_exist_is_an_api_error(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.stop_checks(["none"])
        self.assertEqual(caught.exception.message, "cannot stop checks: cannot find checks in plan: none")

    def test_service_is_restarted_when_its_check_goes_down(self):
        marks = self.folder / "marks"
        mark = self.folder / "up"
        mark.touch()
        self.add_service(f"sh -c 'echo x >> {marks}; exec sleep 1000'", **{"on-check-failure": {self.name: "restart"}})
        self.client.start_services([self.name])
        self.add_check(period="50ms", threshold=2, exec={"command": f"test -e {mark}"})
        mark.unlink()
        self.eventually("two starts", lambda: marks.read_text() == "x\nx\n")
