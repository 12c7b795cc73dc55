"""Does what tests.ts does, with ops.testing: tests.py CHARM_DIR COUNT."""

import json
import pathlib
import statistics
import sys
import time

import ops
import yaml
from ops import testing

folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
sys.path.insert(0, str(folder))

from charm import ShopCharm  # noqa: E402

charmcraft = yaml.safe_load((folder / "charmcraft.yaml").read_text())
metadata = {key: charmcraft[key] for key in ("name", "containers", "resources", "requires")}


def config_changed():
    context = testing.Context(ShopCharm, meta=metadata, config=charmcraft["config"], actions=charmcraft["actions"])
    web = testing.Container("web", can_connect=True)
    out = context.run(context.on.config_changed(), testing.State(containers={web}))
    assert out.get_container("web").service_statuses["web"] == ops.pebble.ServiceStatus.ACTIVE


def update_status():
    context = testing.Context(ShopCharm, meta=metadata, config=charmcraft["config"], actions=charmcraft["actions"])
    out = context.run(context.on.update_status(), testing.State())
    assert out.unit_status == testing.ActiveStatus("ready")


def milliseconds(test) -> float:
    start = time.perf_counter()
    test()
    return (time.perf_counter() - start) * 1000


def measure(test) -> float:
    return statistics.median([milliseconds(test) for _ in range(count)])


print(json.dumps({"configChanged": measure(config_changed), "updateStatus": measure(update_status)}))
