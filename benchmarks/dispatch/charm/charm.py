"""Does in four hooks what src/charm.ts does in them."""

import os

import ops


class ShopCharm(ops.CharmBase):
    def __init__(self, framework: ops.Framework):
        super().__init__(framework)
        framework.observe(self.on.update_status, self._on_update_status)
        framework.observe(self.on.config_changed, self._on_config_changed)
        framework.observe(self.on["backends"].relation_joined, self._on_backends_joined)
        framework.observe(self.on["backends"].relation_changed, self._on_backends_changed)

    def _on_update_status(self, _: ops.UpdateStatusEvent):
        self.unit.status = ops.ActiveStatus("ready")

    def _container(self) -> ops.Container:
        folder = os.environ.get("COBBLE_CONTAINERS_DIR")
        if folder is None:
            return self.unit.get_container("web")
        # The supervisor of a measurement is not where Juju mounts it.
        client = ops.pebble.Client(f"{folder}/web/pebble.socket")
        return ops.Container("web", self.unit._backend, pebble_client=client)

    def _on_config_changed(self, _: ops.ConfigChangedEvent):
        container = self._container()
        if not container.can_connect():
            raise RuntimeError("cannot reach the supervisor")
        web = {"override": "replace", "startup": "enabled", "command": f"sleep {self.config['port']}"}
        container.add_layer("web", {"services": {"web": web}}, combine=True)
        container.replan()
        self.unit.status = ops.ActiveStatus("ready")

    def _on_backends_joined(self, event: ops.RelationJoinedEvent):
        data = event.relation.data[event.unit]
        length = sum(len(data.get("host", "")) for _ in range(50))
        self.unit.status = ops.ActiveStatus(f"{length} characters")

    def _on_backends_changed(self, event: ops.RelationChangedEvent):
        hosts = [event.relation.data[unit].get("host") for unit in event.relation.units]
        self.unit.status = ops.ActiveStatus(f"{len(hosts)} backends")


if __name__ == "__main__":
    ops.main(ShopCharm)
