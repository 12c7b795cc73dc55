// Says what it is told, and does one thing of each kind. everything.py is the same charm.
import {
  type ActionEvent,
  ActiveStatus,
  Charm,
  type CharmEvent,
  type CollectMetricsEvent,
  type CollectStatusEvent,
  type Framework,
  InstallEvent,
  LeaderElectedEvent,
  MaintenanceStatus,
  type PebbleCheckFailedEvent,
  type PebbleCheckRecoveredEvent,
  type PebbleCustomNoticeEvent,
  type PebbleReadyEvent,
  type RelationChangedEvent,
  RelationCreatedEvent,
  type RelationEvent,
  SecretChangedEvent,
  type SecretExpiredEvent,
  type SecretRemoveEvent,
  SecretRotateEvent,
  StartEvent,
  type StorageEvent,
  UpdateStatusEvent,
  UpgradeCharmEvent,
  WaitingStatus,
} from "@cobble/charm";

/** As Python shows a value in text. */
const shown = (value: unknown): string => {
  if (value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
};

/** As Python shows a list of texts, or of pairs of them. */
const list = (items: readonly (string | readonly string[])[]): string =>
  `[${items.map((item) => (typeof item === "string" ? `'${item}'` : `(${item.map((text) => `'${text}'`).join(", ")})`)).join(", ")}]`;

export class EverythingCharm extends Charm {
  readonly #stored = this.storedState({ count: 0 });

  constructor(framework: Framework) {
    super(framework);
    const { on } = this;
    for (const event of [
      on.install,
      on.start,
      on.stop,
      on.remove,
      on.updateStatus,
      on.upgradeCharm,
      on.leaderElected,
    ]) {
      this.observe(event, this.onPlain);
    }
    this.observe(on.configChanged, this.onConfigChanged);
    this.observe(on.collectMetrics, this.onCollectMetrics);
    const db = on.relation("db");
    for (const event of [db.created, db.joined, db.departed, db.broken]) this.observe(event, this.onRelation);
    this.observe(db.changed, this.onRelationChanged);
    this.observe(on.secretChanged, this.onSecret);
    this.observe(on.secretRotate, this.onSecret);
    this.observe(on.secretExpired, this.onSecretRevision);
    this.observe(on.secretRemove, this.onSecretRevision);
    this.observe(on.storage("data").attached, this.onStorage);
    this.observe(on.storage("data").detaching, this.onStorage);
    const web = on.container("web");
    this.observe(web.pebbleReady, this.onWorkload);
    this.observe(web.pebbleCustomNotice, this.onNotice);
    this.observe(web.pebbleCheckFailed, this.onCheck);
    this.observe(web.pebbleCheckRecovered, this.onCheck);
    this.observe(on.action("work"), this.onWork);
    this.observe(on.action("break"), this.onBreak);
    this.observe(on.collectUnitStatus, this.onCollectStatus);
  }

  say(...words: readonly unknown[]): void {
    console.log(`said: ${words.map(shown).join(" ")}`);
  }

  async onPlain(event: CharmEvent): Promise<void> {
    this.say(event.constructor.name, this.unit.name, this.app.name, this.model.name);
    if (event instanceof InstallEvent) {
      await this.unit.setStatus(new MaintenanceStatus("installing"));
      await this.unit.setWorkloadVersion("1.2.3");
      await this.unit.openPort("tcp", 8080);
    }
    if (event instanceof UpgradeCharmEvent) await this.lookAtTools();
    if (event instanceof UpdateStatusEvent) {
      this.#stored.count += 1;
      this.say("count", this.#stored.count);
    }
    if (event instanceof LeaderElectedEvent && (await this.unit.isLeader())) {
      await this.app.setStatus(new ActiveStatus("leading"));
      const secret = await this.app.addSecret(
        { password: "s3cret" },
        { label: "admin", description: "for all" },
      );
      this.say("secret", secret.id);
    }
    if (event instanceof StartEvent) event.defer();
  }

  async lookAtTools(): Promise<void> {
    await this.unit.openPort("udp", 8000, { toPort: 8099, endpoints: ["db", "web"] });
    await this.unit.closePort("tcp", 9000, { toPort: 9099 });
    await this.unit.openPort("icmp");
    const { tools } = this.framework;
    for (const { protocol, port, toPort, endpoints = [] } of await tools.openedPorts({ endpoints: true })) {
      this.say("port", protocol, port, toPort, list(endpoints));
    }
    const { status, data } = await tools.statusGet();
    const said = Object.entries(data).map(([key, value]) => [key, String(value)]);
    this.say("status", status.name, status.message, list(said));
    const { hasSecrets, supportsPebbleIdentities, supportsPebbleMetrics } = this.model.jujuVersion;
    this.say("has", hasSecrets, supportsPebbleIdentities, supportsPebbleMetrics);
  }

  async onCollectMetrics(event: CollectMetricsEvent): Promise<void> {
    await event.addMetrics({ users: 3, "load-1": 0.5 }, { zone: "a", kind: "b" });
    await event.addMetrics({ users: 4 });
  }

  onConfigChanged(): void {
    this.say("config", this.config["level"], this.config["port"], this.config["verbose"]);
  }

  async onRelation(event: RelationEvent): Promise<void> {
    const { relation, app, unit } = event;
    this.say(event.constructor.name, `${relation.name}:${relation.id}`, app.name, unit?.name);
    if (event instanceof RelationCreatedEvent) {
      await relation.data.get(this.unit).set("address", "10.0.0.7");
      if (await this.unit.isLeader()) await relation.data.get(this.app).set("name", "shop");
    }
  }

  async onRelationChanged({ relation, app, unit }: RelationChangedEvent): Promise<void> {
    const remote = await relation.data.get(app).getAll();
    const pairs = Object.entries(remote).sort();
    this.say("data", list(pairs), list([...relation.units].map(({ name }) => name).sort()));
    if (unit !== undefined)
      this.say("unit data", list(Object.entries(await relation.data.get(unit).getAll()).sort()));
    const own = relation.data.get(this.unit);
    if ("ready" in remote) await own.delete("waiting");
    else await own.set("waiting", "yes");
  }

  async onSecret(event: SecretChangedEvent | SecretRotateEvent): Promise<void> {
    const content = await event.secret.getContent({ refresh: event instanceof SecretChangedEvent });
    this.say(event.constructor.name, event.secret.label, list(Object.keys(content).sort()));
    if (event instanceof SecretRotateEvent) {
      await event.secret.setInfo({ description: "new", rotate: "monthly" });
      await event.secret.setContent({ password: "n3w" });
    }
  }

  async onSecretRevision(event: SecretExpiredEvent | SecretRemoveEvent): Promise<void> {
    this.say(event.constructor.name, event.secret.label, event.revision);
    await event.secret.removeRevision(event.revision);
  }

  async onStorage(event: StorageEvent): Promise<void> {
    const { name, index } = event.storage;
    this.say(event.constructor.name, name, index, await event.storage.getLocation());
  }

  onWorkload(event: PebbleReadyEvent): void {
    this.say(event.constructor.name, event.workload.name);
  }

  onNotice({ notice, workload }: PebbleCustomNoticeEvent): void {
    this.say("notice", notice.id, notice.type, notice.key, workload.name);
  }

  onCheck(event: PebbleCheckFailedEvent | PebbleCheckRecoveredEvent): void {
    this.say(event.constructor.name, event.workload.name, event.info.name);
  }

  async onWork(event: ActionEvent): Promise<void> {
    await event.log("working");
    await event.setResults({ done: String(event.params["what"]), nested: { deep: 1 } });
  }

  async onBreak(event: ActionEvent): Promise<void> {
    await event.fail("it broke");
  }

  onCollectStatus(event: CollectStatusEvent): void {
    event.addStatus(new ActiveStatus());
    event.addStatus(new WaitingStatus("for the database"));
  }
}
