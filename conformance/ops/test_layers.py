"""Layers and the plan, with the ops client."""

import datetime

import ops

from support import ConformanceTest


class LayersTest(ConformanceTest):
    def test_plan_is_empty_before_a_layer_is_added(self):
        self.assertNotIn(self.name, self.client.get_plan().services)

    def test_layer_is_added_from_dict_text_and_object(self):
        for at, make in enumerate((dict, lambda raw: ops.pebble.Layer(raw).to_yaml(), ops.pebble.Layer)):
            name = f"{self.name}-{at}"
            self.client.add_layer(name, make({"services": {name: {"override": "replace", "command": "sleep 1"}}}))
            self.assertEqual(self.client.get_plan().services[name].command, "sleep 1")

    def test_plan_reads_back_as_it_was_written(self):
        service = {
            "override": "replace",
            "summary": "A service: with 'quotes'",
            "command": "sh -c 'echo \"a b\" # not a comment'",
            "startup": "enabled",
            "environment": {"A": "1", "B": "yes", "C": "", "D": "line\nline"},
            "on-failure": "ignore",
            "kill-delay": "1m30s",
        }
        self.client.add_layer(self.name, {"services": {self.name: service}})
        self.assertEqual(self.client.get_plan().services[self.name].to_dict(), service)

    def test_combine_merges_into_the_layer_of_that_label(self):
        def layer(**fields):
            return {"services": {self.name: fields}}

        self.client.add_layer(self.name, layer(override="replace", command="sleep 1", environment={"A": "1"}))
        self.client.add_layer(self.name, layer(override="merge", command="", environment={"B": "2"}), combine=True)
        service = self.client.get_plan().services[self.name]
        self.assertEqual(service.command, "sleep 1")
        self.assertEqual(service.environment, {"A": "1", "B": "2"})

    def test_label_that_exists_is_an_api_error_without_combine(self):
        self.client.add_layer(self.name, {})
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.add_layer(self.name, {})
        self.assertEqual(caught.exception.code, 400)
        self.assertEqual(caught.exception.status, "Bad Request")
        self.assertEqual(caught.exception.message, f'layer "{self.name}" already exists')

    def test_layer_that_is_invalid_is_an_api_error(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.add_layer(self.name, {"services": {self.name: {"override": "replace"}}})
        self.assertEqual(caught.exception.code, 400)
        self.assertEqual(caught.exception.message, f'plan must define "command" for service "{self.name}"')
        self.assertNotIn(self.name, self.client.get_plan().services)

    def test_checks_and_log_targets_are_in_the_plan(self):
        check = {"override": "replace", "level": "alive", "period": "1h", "tcp": {"port": 1}, "startup": "disabled"}
        target = {"override": "replace", "type": "loki", "location": "http://127.0.0.1:9", "services": []}
        self.client.add_layer(self.name, {"checks": {self.name: check}, "log-targets": {self.name: target}})
        plan = self.client.get_plan()
        self.assertEqual(plan.checks[self.name].level, ops.pebble.CheckLevel.ALIVE)
        self.assertEqual(plan.checks[self.name].threshold, 3)
        self.assertEqual(plan.checks[self.name].startup, ops.pebble.CheckStartup.DISABLED)
        self.assertEqual(plan.log_targets[self.name].location, "http://127.0.0.1:9")


class SystemTest(ConformanceTest):
    def test_system_info_has_a_version(self):
        self.assertRegex(self.client.get_system_info().version, r"^v?\d+\.\d+")

    def test_socket_that_is_missing_is_a_connection_error(self):
        client = ops.pebble.Client(str(self.folder / "none"))
        with self.assertRaises(ops.pebble.ConnectionError):
            client.get_system_info()

    def test_warnings_are_an_api_error_as_there_is_no_such_endpoint(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.get_warnings()
        self.assertEqual(caught.exception.code, 404)

    def test_warnings_cannot_be_acknowledged_either(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.ack_warnings(datetime.datetime.now())
        self.assertEqual(caught.exception.code, 404)
