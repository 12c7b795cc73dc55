"""Says what it is told, and does one thing of each kind. everything.ts is the same charm."""

import ops
from ops import hookcmds


class EverythingCharm(ops.CharmBase):
    _stored = ops.StoredState()

    def __init__(self, framework: ops.Framework):
        super().__init__(framework)
        self._stored.set_default(count=0)
        on = self.on
        for event in (on.install, on.start, on.stop, on.remove, on.update_status, on.upgrade_charm, on.leader_elected):
            framework.observe(event, self._on_plain)
        framework.observe(on.config_changed, self._on_config_changed)
        framework.observe(on.collect_metrics, self._on_collect_metrics)
        for event in (on.db_relation_created, on.db_relation_joined, on.db_relation_departed, on.db_relation_broken):
            framework.observe(event, self._on_relation)
        framework.observe(on.db_relation_changed, self._on_relation_changed)
        framework.observe(on.secret_changed, self._on_secret)
        framework.observe(on.secret_rotate, self._on_secret)
        framework.observe(on.secret_expired, self._on_secret_revision)
        framework.observe(on.secret_remove, self._on_secret_revision)
        framework.observe(on.data_storage_attached, self._on_storage)
        framework.observe(on.data_storage_detaching, self._on_storage)
        framework.observe(on["web"].pebble_ready, self._on_workload)
        framework.observe(on["web"].pebble_custom_notice, self._on_notice)
        framework.observe(on["web"].pebble_check_failed, self._on_check)
        framework.observe(on["web"].pebble_check_recovered, self._on_check)
        framework.observe(on.work_action, self._on_work)
        framework.observe(on.break_action, self._on_break)
        framework.observe(on.collect_unit_status, self._on_collect_status)

    def _say(self, text: str):
        print(f"said: {text}", flush=True)

    def _on_plain(self, event):
        self._say(f"{type(event).__name__} {self.unit.name} {self.app.name} {self.model.name}")
        if isinstance(event, ops.InstallEvent):
            self.unit.status = ops.MaintenanceStatus("installing")
            self.unit.set_workload_version("1.2.3")
            self.unit.open_port("tcp", 8080)
        if isinstance(event, ops.UpgradeCharmEvent):
            self._look_at_tools()
        if isinstance(event, ops.UpdateStatusEvent):
            self._stored.count += 1
            self._say(f"count {self._stored.count}")
        if isinstance(event, ops.LeaderElectedEvent) and self.unit.is_leader():
            self.app.status = ops.ActiveStatus("leading")
            secret = self.app.add_secret({"password": "s3cret"}, label="admin", description="for all")
            self._say(f"secret {secret.id}")
        if isinstance(event, ops.StartEvent):
            event.defer()

    def _look_at_tools(self):
        hookcmds.open_port("udp", 8000, to_port=8099, endpoints=["db", "web"])
        hookcmds.close_port("tcp", 9000, to_port=9099)
        hookcmds.open_port("icmp")
        for port in hookcmds.opened_ports(endpoints=True):
            self._say(f"port {port.protocol} {port.port} {port.to_port} {port.endpoints}")
        status = hookcmds.status_get()
        self._say(f"status {status.status} {status.message} {sorted(status.status_data.items())}")
        version = self.model.juju_version
        self._say(f"has {version.has_secrets} {version.supports_pebble_identities} {version.supports_pebble_metrics}")

    def _on_collect_metrics(self, event: ops.CollectMetricsEvent):
        event.add_metrics({"users": 3, "load-1": 0.5}, {"zone": "a", "kind": "b"})
        event.add_metrics({"users": 4})

    def _on_config_changed(self, event):
        self._say(f"config {self.config['level']} {self.config['port']} {self.config['verbose']}")

    def _on_relation(self, event):
        unit = event.unit.name if event.unit else None
        self._say(f"{type(event).__name__} {event.relation.name}:{event.relation.id} {event.app.name} {unit}")
        if isinstance(event, ops.RelationCreatedEvent):
            event.relation.data[self.unit]["address"] = "10.0.0.7"
            if self.unit.is_leader():
                event.relation.data[self.app]["name"] = "shop"

    def _on_relation_changed(self, event):
        remote = dict(event.relation.data[event.app])
        self._say(f"data {sorted(remote.items())} {sorted(u.name for u in event.relation.units)}")
        if event.unit:
            self._say(f"unit data {sorted(event.relation.data[event.unit].items())}")
        if "ready" not in remote:
            event.relation.data[self.unit]["waiting"] = "yes"
        else:
            del event.relation.data[self.unit]["waiting"]

    def _on_secret(self, event):
        content = event.secret.get_content(refresh=isinstance(event, ops.SecretChangedEvent))
        self._say(f"{type(event).__name__} {event.secret.label} {sorted(content)}")
        if isinstance(event, ops.SecretRotateEvent):
            event.secret.set_info(description="new", rotate=ops.SecretRotate.MONTHLY)
            event.secret.set_content({"password": "n3w"})

    def _on_secret_revision(self, event):
        self._say(f"{type(event).__name__} {event.secret.label} {event.revision}")
        event.secret.remove_revision(event.revision)

    def _on_storage(self, event):
        self._say(f"{type(event).__name__} {event.storage.name} {event.storage.index} {event.storage.location}")

    def _on_workload(self, event):
        self._say(f"{type(event).__name__} {event.workload.name}")

    def _on_notice(self, event):
        self._say(f"notice {event.notice.id} {event.notice.type.value} {event.notice.key} {event.workload.name}")

    def _on_check(self, event):
        self._say(f"{type(event).__name__} {event.workload.name} {event.info.name}")

    def _on_work(self, event: ops.ActionEvent):
        event.log("working")
        event.set_results({"done": event.params["what"], "nested": {"deep": 1}})

    def _on_break(self, event: ops.ActionEvent):
        event.fail("it broke")

    def _on_collect_status(self, event: ops.CollectStatusEvent):
        event.add_status(ops.ActiveStatus())
        event.add_status(ops.WaitingStatus("for the database"))


if __name__ == "__main__":
    ops.main(EverythingCharm)
