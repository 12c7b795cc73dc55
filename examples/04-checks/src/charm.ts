import {
  ActiveStatus,
  BlockedStatus,
  Charm,
  type CollectStatusEvent,
  type Framework,
  type LayerDict,
  MaintenanceStatus,
  main,
  type PebbleCheckFailedEvent,
  type PebbleCheckRecoveredEvent,
  type SettableStatus,
  WaitingStatus,
} from "@cobble/charm";
import type { BeaconTypes } from "./charmcraft.d.ts";

/** What it means that a check is down. */
const meanings: Readonly<Record<string, SettableStatus>> = {
  "beacon-up": new MaintenanceStatus("does not answer, and is started again"),
  "beacon-lit": new BlockedStatus("there is no lamp: put one in"),
};

/** Runs a beacon, and says how its checks are. */
export class BeaconCharm extends Charm<BeaconTypes> {
  constructor(framework: Framework) {
    super(framework);
    const beacon = this.on.container("beacon");
    this.observe(beacon.pebbleReady, this.runBeacon);
    this.observe(this.on.configChanged, this.runBeacon);
    this.observe(beacon.pebbleCheckFailed, this.onCheckFailed);
    this.observe(beacon.pebbleCheckRecovered, this.onCheckRecovered);
    this.observe(this.on.collectUnitStatus, this.onCollectStatus);
  }

  async runBeacon(): Promise<void> {
    const container = this.unit.getContainer("beacon");
    if (!(await container.canConnect())) return; // pebble-ready is still to come
    await container.addLayer("beacon", this.#layer(), { combine: true });
    await container.replan();
  }

  async onCheckFailed({ info }: PebbleCheckFailedEvent): Promise<void> {
    const { failures } = await info.get();
    this.log.warning(`${info.name} is down: ${failures} failures in a row by now`);
  }

  onCheckRecovered({ info }: PebbleCheckRecoveredEvent): void {
    this.log.info(`${info.name} is well again`);
  }

  /** Comes at the end of each hook: the most urgent of what is said here becomes the unit's status. */
  async onCollectStatus(event: CollectStatusEvent): Promise<void> {
    const container = this.unit.getContainer("beacon");
    if (!(await container.canConnect())) {
      event.addStatus(new WaitingStatus("waiting for the container"));
      return;
    }
    const service = (await container.getServices("beacon")).get("beacon");
    if (!service?.isRunning()) event.addStatus(new WaitingStatus("waiting for the beacon to start"));
    // The checks as they are now: an event tells of one of them, and of how it was.
    for (const { name, status } of (await container.getChecks()).values()) {
      if (status === "down") event.addStatus(meanings[name] ?? new MaintenanceStatus(`${name} is down`));
    }
    event.addStatus(new ActiveStatus());
  }

  #layer(): LayerDict {
    const { port } = this.config;
    return {
      services: {
        beacon: {
          override: "replace",
          command: "beacon serve",
          startup: "enabled",
          environment: { PORT: String(port) },
          // The supervisor does it by itself, without waiting for the charm.
          "on-check-failure": { "beacon-up": "restart" },
        },
      },
      checks: {
        "beacon-up": {
          override: "replace",
          level: "alive",
          period: "1s",
          timeout: "500ms",
          threshold: 3,
          http: { url: `http://127.0.0.1:${port}/` },
        },
        "beacon-lit": {
          override: "replace",
          level: "ready",
          period: "1s",
          threshold: 2,
          // It asks the beacon that the service's environment names.
          exec: { command: "beacon lamp", "service-context": "beacon" },
        },
      },
    };
  }
}

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(BeaconCharm);
