import {
  ActiveStatus,
  Charm,
  type Framework,
  type LayerDict,
  MaintenanceStatus,
  main,
  type PebbleCustomNoticeEvent,
  WaitingStatus,
} from "@cobble/charm";
import type { MillTypes } from "./charmcraft.d.ts";

/** What the mill tells; the domain makes it ours. */
const groundKey = "mill.example/ground";

/** Runs a mill, and says how far it is. */
export class MillCharm extends Charm<MillTypes> {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.container("mill").pebbleReady, this.runMill);
    this.observe(this.on.configChanged, this.runMill);
    this.observe(this.on.container("mill").pebbleCustomNotice, this.onNotice);
  }

  async runMill(): Promise<void> {
    const container = this.unit.getContainer("mill");
    if (!(await container.canConnect())) {
      await this.unit.setStatus(new WaitingStatus("waiting for the container"));
      return;
    }
    await container.addLayer("mill", this.#layer(), { combine: true });
    // A mill that starts tells how far it is, which becomes the status: there is nothing to say here.
    await container.replan();
  }

  async onNotice({ notice }: PebbleCustomNoticeEvent): Promise<void> {
    // Every program in the container may send notices.
    if (notice.key !== groundKey) return;
    // As it is by now, which may be later than when the event was sent. So the mill tells totals: a step could be missed.
    const { total, waiting } = await notice.lastData();
    await this.unit.setStatus(
      waiting === "0"
        ? new ActiveStatus(`${total} ground`)
        : new MaintenanceStatus(`${total} ground, ${waiting} waiting`),
    );
  }

  #layer(): LayerDict {
    const { port, "tell-every": seconds } = this.config;
    return {
      services: {
        mill: {
          override: "replace",
          command: "mill",
          startup: "enabled",
          environment: { PORT: String(port), TELL_EVERY: `${seconds}s` },
        },
      },
    };
  }
}

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(MillCharm);
