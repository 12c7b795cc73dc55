// Code of docs/how-to/open-ports.md; open-ports.test.ts runs it.
import { type ActionEvent, Charm, type ConfigChangedEvent, type Framework } from "@cobble/charm";

export class DoorCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.install, this.onInstall);
    this.observe(this.on.configChanged, this.onConfigChanged);
    this.observe(this.on.action("units"), this.onUnits);
  }

  // snippet: open
  async onInstall(): Promise<void> {
    await this.unit.openPort("tcp", 8080);
    await this.unit.openPort("udp", 10000, { toPort: 10099, endpoints: ["calls"] });
  }
  // end snippet

  // snippet: set
  async onConfigChanged(_event: ConfigChangedEvent): Promise<void> {
    const port = Number(this.config["port"]);
    await this.unit.setPorts(port, { protocol: "udp", port: 10000, toPort: 10099 });
  }
  // end snippet

  // snippet: tools
  async onUnits(event: ActionEvent): Promise<void> {
    const { units } = await this.framework.tools.statusGet({ app: true });
    for (const [name, { status }] of units) await event.log(`${name}: ${status.name}`);
    const ports = await this.framework.tools.openedPorts({ endpoints: true });
    await event.setResults({ ports: JSON.stringify(ports) });
  }
  // end snippet
}
