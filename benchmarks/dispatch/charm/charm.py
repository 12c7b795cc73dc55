"""Does in three hooks what src/charm.ts does in them."""

import os

import ops


class ShopCharm(ops.CharmBase):
    def __init__(self, framework: ops.Framework):
        super().__init__(framework)
        framework.observe(self.on.update_status, self._on_update_status)
        framework.observe(self.on.config_changed, self._on_config_changed)
        framework.observe(self.on["backends"].relation_changed, self._on_backends_changed)

    def _on_update_status(self, _: ops.UpdateStatusEvent):
        self.unit.status = ops.ActiveStatus("ready")

    def _on_config_changed(self, _: ops.ConfigChangedEvent):
        # The supervisor is not where Juju mounts it.
        socket = os.environ["COBBLE_CONTAINERS_DIR"] + "/web/pebble.socket"
        client = ops.pebble.Client(socket)
        container = ops.Container("web", self.unit._backend, pebble_client=client)
        if not container.can_connect():
            raise RuntimeError("cannot reach the supervisor")
        web = {"override": "replace", "startup": "enabled", "command": f"sleep {self.config['port']}"}
        container.add_layer("web", {"services": {"web": web}}, combine=True)
        container.replan()
        self.unit.status = ops.ActiveStatus("ready")

    def _on_backends_changed(self, event: ops.RelationChangedEvent):
        hosts = [event.relation.data[unit].get("host") for unit in event.relation.units]
        self.unit.status = ops.ActiveStatus(f"{len(hosts)} backends")


if __name__ == "__main__":
    ops.main(ShopCharm)
