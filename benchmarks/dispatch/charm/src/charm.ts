import {
  ActiveStatus,
  Charm,
  type Framework,
  main,
  type RelationChangedEvent,
  type RelationJoinedEvent,
} from "@cobble/charm";

/** Does in four hooks what `charm.py` does in them. */
export class ShopCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.updateStatus, this.onUpdateStatus);
    this.observe(this.on.configChanged, this.onConfigChanged);
    this.observe(this.on.relation("backends").joined, this.onBackendsJoined);
    this.observe(this.on.relation("backends").changed, this.onBackendsChanged);
  }

  async onUpdateStatus(): Promise<void> {
    await this.unit.setStatus(new ActiveStatus("ready"));
  }

  async onConfigChanged(): Promise<void> {
    const container = this.unit.getContainer("web");
    if (!(await container.canConnect())) throw new Error("cannot reach the supervisor");
    const command = `sleep ${this.config["port"]}`;
    const web = { override: "replace", startup: "enabled", command } as const;
    await container.addLayer("web", { services: { web } }, { combine: true });
    await container.replan();
    await this.unit.setStatus(new ActiveStatus("ready"));
  }

  async onBackendsJoined({ relation, unit }: RelationJoinedEvent): Promise<void> {
    const data = relation.data.get(unit);
    let length = 0;
    for (let index = 0; index < 50; index += 1) length += (await data.get("host"))?.length ?? 0;
    await this.unit.setStatus(new ActiveStatus(`${length} characters`));
  }

  async onBackendsChanged({ relation }: RelationChangedEvent): Promise<void> {
    const hosts = await Promise.all([...relation.units].map((unit) => relation.data.get(unit).get("host")));
    await this.unit.setStatus(new ActiveStatus(`${hosts.length} backends`));
  }
}

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(ShopCharm);
