"""Services and changes, with the ops client."""

import time

import ops

from support import ConformanceTest


class ServicesTest(ConformanceTest):
    def test_service_is_inactive_then_active_then_inactive(self):
        self.add_service("sleep 1000")
        self.assertEqual(self.service().current, ops.pebble.ServiceStatus.INACTIVE)
        self.assertEqual(self.service().startup, ops.pebble.ServiceStartup.DISABLED)
        self.client.start_services([self.name])
        self.assertTrue(self.service().is_running())
        self.client.stop_services([self.name])
        self.assertEqual(self.service().current, ops.pebble.ServiceStatus.INACTIVE)

    def test_services_are_listed_by_name(self):
        self.add_service("sleep 1000")
        self.assertEqual([info.name for info in self.client.get_services([self.name, "none"])], [self.name])
        self.assertIn(self.name, [info.name for info in self.client.get_services()])

    def test_start_that_fails_is_a_change_error_with_the_output(self):
        self.add_service("sh -c 'echo some words; exit 3'", **{"on-failure": "ignore"})
        with self.assertRaises(ops.pebble.ChangeError) as caught:
            self.client.start_services([self.name])
        error = caught.exception
        task = f'Start service "{self.name}" (service start attempt: exited quickly with code 3, will ignore)'
        self.assertEqual(error.err, f"cannot perform the following tasks:\n- {task}")
        self.assertEqual(error.change.kind, "start")
        self.assertEqual(error.change.status, "Error")
        self.assertIn("----- Logs from task 0 -----", str(error))
        self.assertIn("INFO Most recent service output:\n    some words", str(error))
        self.assertEqual(self.service().current, ops.pebble.ServiceStatus.ERROR)

    def test_service_that_does_not_exist_is_an_api_error(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.start_services(["none"])
        self.assertEqual(caught.exception.message, 'cannot start services: service "none" does not exist')

    def test_start_returns_the_id_of_its_change(self):
        self.add_service("sleep 1000")
        change = self.client.get_change(self.client.start_services([self.name]))
        self.assertEqual(change.kind, "start")
        self.assertEqual(change.summary, f'Start service "{self.name}"')
        self.assertTrue(change.ready)
        self.assertLessEqual(change.spawn_time, change.ready_time)
        self.assertEqual([task.status for task in change.tasks], ["Done"])

    def test_restart_starts_the_process_again(self):
        marks = self.folder / "marks"
        self.add_service(f"sh -c 'echo x >> {marks}; exec sleep 1000'")
        self.client.start_services([self.name])
        self.client.restart_services([self.name])
        self.eventually("two starts", lambda: marks.read_text() == "x\nx\n")

    def test_autostart_starts_what_is_enabled(self):
        self.add_service("sleep 1000", startup="enabled")
        self.client.autostart_services()
        self.assertTrue(self.service().is_running())

    def test_replan_starts_what_is_enabled_and_restarts_what_changed(self):
        marks = self.folder / "marks"
        command = f"sh -c 'echo $MARK >> {marks}; exec sleep 1000'"
        self.add_service(command, startup="enabled", environment={"MARK": "one"})
        self.client.replan_services()
        self.add_service(command, startup="enabled", environment={"MARK": "two"})
        self.client.replan_services()
        self.client.replan_services()
        self.eventually("one start of each", lambda: marks.read_text() == "one\ntwo\n")

    def test_requires_starts_and_stops_together(self):
        other = f"{self.name}-other"
        layer = {"services": {other: {"override": "replace", "command": "sleep 1000"}}}
        self.client.add_layer(other, layer)
        self.add_service("sleep 1000", requires=[other], after=[other])
        self.client.start_services([self.name])
        self.assertTrue(all(info.is_running() for info in self.client.get_services([self.name, other])))
        self.client.stop_services([other])
        self.assertFalse(any(info.is_running() for info in self.client.get_services([self.name, other])))

    def test_signal_reaches_the_service(self):
        mark = self.folder / "mark"
        self.add_service(f"sh -c 'trap \"touch {mark}\" USR1; touch {mark}.ready; while true; do sleep 0.05; done'")
        self.client.start_services([self.name])
        self.eventually("trap set", (self.folder / "mark.ready").exists)
        self.client.send_signal("SIGUSR1", [self.name])
        self.eventually("mark", mark.exists)

    def test_signal_to_a_service_that_does_not_run_is_an_api_error(self):
        self.add_service("sleep 1000")
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.send_signal("SIGUSR1", [self.name])
        self.assertEqual(caught.exception.message, f'cannot send signal to "{self.name}": service is not running')

    def test_wait_that_is_too_short_is_a_timeout_error(self):
        self.add_service("sleep 1000")
        change = self.client.start_services([self.name], timeout=0)
        with self.assertRaises(ops.pebble.TimeoutError):
            self.client.wait_change(change, timeout=0.05)
        self.assertTrue(self.client.wait_change(change).ready)

    def test_change_that_is_pending_is_aborted(self):
        self.client.add_layer(
            self.name,
            {
                "services": {
                    f"{self.name}-a": {"override": "replace", "command": "sleep 1000"},
                    f"{self.name}-b": {
                        "override": "replace",
                        "command": "sleep 1000",
                        "requires": [f"{self.name}-a"],
                        "after": [f"{self.name}-a"],
                    },
                },
            },
        )
        change = self.client.start_services([f"{self.name}-b"], timeout=0)
        self.client.abort_change(change)
        self.eventually("ready", lambda: self.client.get_change(change).ready)
        self.assertFalse(self.client.get_services([f"{self.name}-b"])[0].is_running())

    def test_changes_are_selected_by_state_and_service(self):
        self.add_service("sleep 1000")
        change = self.client.start_services([self.name])
        state = ops.pebble.ChangeState
        self.assertEqual([found.id for found in self.client.get_changes(state.ALL, service=self.name)], [change])
        self.assertEqual([found.id for found in self.client.get_changes(state.READY, service=self.name)], [change])
        self.assertEqual(self.client.get_changes(state.IN_PROGRESS, service=self.name), [])

    def test_service_that_dies_is_started_again(self):
        marks = self.folder / "marks"
        self.add_service(f"sh -c 'echo x >> {marks}; exec sleep 1000'")
        self.client.start_services([self.name])
        before = time.time()
        self.client.send_signal("SIGKILL", [self.name])
        self.eventually("two starts", lambda: marks.read_text() == "x\nx\n")
        self.assertGreaterEqual(time.time() - before, 0.04)
