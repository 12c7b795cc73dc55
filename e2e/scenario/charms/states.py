"""Changes one thing of each kind when an action says so. states.ts is the same charm."""

import json

import ops


class ReadyEvent(ops.EventBase):
    """An event of a part of the charm."""

    def __init__(self, handle, host="", port=0):
        super().__init__(handle)
        self.host = host
        self.port = port

    def snapshot(self):
        return {"host": self.host, "port": self.port}

    def restore(self, snapshot):
        self.host, self.port = snapshot["host"], snapshot["port"]


class DatabaseEvents(ops.ObjectEvents):
    ready = ops.EventSource(ReadyEvent)


class Database(ops.Object):
    on = DatabaseEvents()

    def __init__(self, parent):
        super().__init__(parent, "database")


class StatesCharm(ops.CharmBase):
    parts = {"database": Database}
    _stored = ops.StoredState()

    def __init__(self, framework: ops.Framework):
        super().__init__(framework)
        self.database = Database(self)
        self._stored.set_default(runs=0, names=set(), facts={})
        on = self.on
        framework.observe(on.do_action, self._on_do)
        framework.observe(on.start, self._on_start)
        framework.observe(on.update_status, self._on_update_status)
        framework.observe(on.config_changed, self._on_config_changed)
        framework.observe(on.db_relation_changed, self._on_db_changed)
        framework.observe(on.db_relation_departed, self._on_db_departed)
        framework.observe(on.web_pebble_ready, self._on_ready)
        framework.observe(on.web_pebble_custom_notice, self._on_notice)
        framework.observe(on.web_pebble_check_failed, self._on_check)
        framework.observe(on.data_storage_attached, self._on_storage)
        framework.observe(self.database.on.ready, self._on_database_ready)
        framework.observe(on.collect_unit_status, self._on_collect)
        framework.observe(on.collect_app_status, self._on_collect_app)

    def _say(self, *words):
        print("said: " + json.dumps(words, sort_keys=True, separators=(",", ":")), flush=True)

    def _on_do(self, event):
        getattr(self, "_do_" + event.params["what"].replace("-", "_"))(event)

    def _on_start(self, event):
        self._stored.runs += 1
        self._stored.names.add("start")
        event.defer()

    def _on_update_status(self, event):
        self._stored.runs += 1
        if self._stored.runs < 3:
            event.defer()

    def _on_config_changed(self, event):
        self.unit.set_ports(self.config["port"])
        self._say(self.config["level"])

    def _on_db_changed(self, event):
        self._stored.names.add(event.unit.name if event.unit else event.app.name)
        self._stored.facts["host"] = event.relation.data[event.app].get("host", "none")
        event.relation.data[self.unit]["seen"] = "yes"
        if not self.unit.is_leader():
            event.defer()

    def _on_db_departed(self, event):
        self._say(event.unit.name, event.departing_unit.name, sorted(u.name for u in event.relation.units) == [])

    def _on_ready(self, event):
        web = event.workload
        if not web.can_connect():
            self.unit.status = ops.WaitingStatus("no container")
            return
        web.push("/etc/web/conf", "x = 1\n", make_dirs=True)
        self._say(web.pull("/etc/web/conf").read().strip())
        web.add_layer(
            "web",
            {
                "services": {
                    "web": {"override": "replace", "command": "web --port 80", "startup": "enabled"},
                    "spare": {"override": "replace", "command": "spare", "environment": {"A": "1"}},
                },
                "checks": {"up": {"override": "replace", "threshold": 5, "http": {"url": "http://localhost/"}}},
            },
            combine=True,
        )
        web.replan()
        self._say(web.exec(["web", "--version"]).wait_output()[0].strip())

    def _on_notice(self, event):
        notice = event.notice
        self._say(notice.key, notice.occurrences, notice.last_data.get("path"))

    def _on_check(self, event):
        self._say(event.info.name, event.info.status.value, event.info.failures)
        event.workload.stop("web")

    def _on_storage(self, event):
        self._say(event.storage.name, event.storage.index, len(self.model.storages["data"]))

    def _on_database_ready(self, event):
        self._say("ready", event.host, event.port)
        self._stored.facts["host"] = event.host
        if event.port == 0:
            event.defer()

    def _on_collect(self, event):
        event.add_status(ops.ActiveStatus(f"{self._stored.runs} runs"))
        if not self.model.get_relation("peers"):
            event.add_status(ops.BlockedStatus("no peers"))

    def _on_collect_app(self, event):
        event.add_status(ops.ActiveStatus("as a whole"))

    def _do_results(self, event):
        event.log("working")
        event.set_results({"a": "1", "deep": {"er": 2}, "count": event.params["count"]})
        event.log("done")

    def _do_fail(self, event):
        event.log("trying")
        event.set_results({"so-far": "1"})
        event.fail("it broke")

    def _do_raise(self, event):
        raise ZeroDivisionError("mine")

    def _do_status(self, event):
        self.unit.status = ops.MaintenanceStatus("a")
        self.unit.status = ops.WaitingStatus("b")
        self.unit.set_workload_version("1")
        self.unit.set_workload_version("2")
        if self.unit.is_leader():
            self.app.status = ops.BlockedStatus("c")

    def _do_app_status(self, event):
        self.app.status = ops.BlockedStatus("c")

    def _do_ports(self, event):
        self.unit.open_port("udp", 53)
        self.unit.open_port("tcp", 80)
        self.unit.close_port("tcp", 8080)
        self.unit.open_port("icmp")
        self._say(len(self.unit.opened_ports()))

    def _do_secrets(self, event):
        own = self.unit.add_secret({"key": "1"}, label="own", description="mine", rotate=ops.SecretRotate.DAILY)
        own.set_content({"key": "2"})
        self._say(own.get_content(), own.peek_content(), own.get_info().revision)
        gone = self.unit.add_secret({"gone": "1"}, label="gone")
        gone.remove_all_revisions()
        secret = self.model.get_secret(label="other")
        self._say(secret.get_content(), secret.peek_content(), secret.get_content(refresh=True))

    def _do_grant(self, event):
        secret = self.app.add_secret({"key": "1"}, label="app")
        secret.grant(self.model.get_relation("db"))
        spare = self.app.add_secret({"key": "2"}, label="spare")
        spare.grant(self.model.get_relation("db"))
        spare.revoke(self.model.get_relation("db"))
        secret.set_info(description="changed")

    def _do_no_secret(self, event):
        self.model.get_secret(label="nobody")

    def _do_relation(self, event):
        relation = self.model.get_relation("db")
        own = relation.data[self.unit]
        own.update({"a": "1", "b": "2"})
        del own["b"]
        own["private-address"] = ""
        self._say(own.get("a"), sorted(own))
        if self.unit.is_leader():
            relation.data[self.app]["name"] = "shop"
            self._say(dict(relation.data[self.app]))
        self._say(sorted(unit.name for unit in relation.units), dict(relation.data[relation.app]))

    def _do_app_data(self, event):
        self.model.get_relation("db").data[self.app]["name"] = "shop"

    def _do_peers(self, event):
        peers = self.model.get_relation("peers")
        peers.data[self.unit]["me"] = self.unit.name
        self._say(sorted(unit.name for unit in peers.units), self.app.planned_units())
        self._say(dict(peers.data[self.app]))

    def _do_subordinate(self, event):
        logs = self.model.get_relation("logs")
        self._say(logs.app.name, sorted(unit.name for unit in logs.units))

    def _do_storage(self, event):
        self.model.storages.request("data", 2)
        self._say(sorted(storage.index for storage in self.model.storages["data"]))

    def _do_resource(self, event):
        self._say(str(self.model.resources.fetch("seed")))

    def _do_network(self, event):
        network = self.model.get_binding("db").network
        self._say(str(network.ingress_address), str(network.bind_address), str(network.egress_subnets[0]))

    def _do_stored(self, event):
        self._stored.facts["list"] = [1, {"a": True}]
        self._stored.names.discard("start")
        self._stored.runs = -1

    def _do_services(self, event):
        web = self.unit.get_container("web")
        self._say({name: info.is_running() for name, info in sorted(web.get_services().items())})
        web.stop("web")
        web.start("spare")
        self._say(web.get_service("spare").is_running(), web.get_check("up").status.value)

    def _do_exec(self, event):
        web = self.unit.get_container("web")
        self._say(web.exec(["echo", "a"]).wait_output()[0])
        try:
            web.exec(["false", "b"]).wait_output()
        except ops.pebble.ExecError as error:
            self._say(error.exit_code, error.stderr)

    def _do_files(self, event):
        web = self.unit.get_container("web")
        web.make_dir("/a/b", make_parents=True)
        web.push("/a/b/c", "text")
        self._say([each.name for each in web.list_files("/a/b")], web.exists("/a/b/c"), web.isdir("/a"))
        web.remove_path("/a", recursive=True)
        self._say(web.exists("/a/b/c"))

    def _do_unreachable(self, event):
        web = self.unit.get_container("web")
        self._say(web.can_connect())
        try:
            web.get_services()
        except ops.pebble.ConnectionError:
            self._say("no connection")

    def _do_model(self, event):
        model = self.model
        self._say(model.name, model.uuid, self.unit.name, self.app.name, self.unit.is_leader())
