import {
  type ActionEvent,
  ActiveStatus,
  Charm,
  type Container,
  type Framework,
  type LayerDict,
  main,
  WaitingStatus,
} from "@cobble/charm";
import type { MyCharmTypes } from "./charmcraft.d.ts";

export class MyCharm extends Charm<MyCharmTypes> {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.container("web").pebbleReady, ({ workload }) => this.configure(workload));
    this.observe(this.on.configChanged, () => this.configure(this.unit.getContainer("web")));
    this.observe(this.on.action("version"), this.onVersion);
  }

  /** Makes the web server run as the options say. Nothing is restarted when it does already. */
  async configure(container: Container): Promise<void> {
    if (!(await container.canConnect())) {
      await this.unit.setStatus(new WaitingStatus("waiting for the web server's container"));
      return;
    }
    await container.addLayer("web", this.layer(), { combine: true });
    await container.replan();
    await this.unit.setStatus(new ActiveStatus());
  }

  layer(): LayerDict {
    const { port } = this.config;
    return {
      services: {
        web: { override: "replace", command: `web-server --port ${port}`, startup: "enabled" },
      },
      checks: {
        "web-up": { override: "replace", level: "ready", tcp: { port } },
      },
    };
  }

  async onVersion(event: ActionEvent): Promise<void> {
    const process = await this.unit.getContainer("web").exec(["web-server", "--version"]);
    const { stdout } = await process.waitOutput();
    await event.setResults({ version: stdout.trim() });
  }
}

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(MyCharm);
