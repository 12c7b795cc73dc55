// Code of docs/how-to/handle-events-of-a-charm.md; events.test.ts runs it.
import {
  ActiveStatus,
  BlockedStatus,
  Charm,
  CharmObject,
  type CharmTypes,
  type CollectStatusEvent,
  ComponentStatuses,
  type ConfigChangedEvent,
  CustomEvent,
  type Framework,
  type RelationChangedEvent,
  type RelationJoinedEvent,
  type StartEvent,
  WaitingStatus,
} from "@cobble/charm";

// snippet: defer
export class WebCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.start, this.onStart);
    this.observe(this.on.relation("database").changed, this.onDatabaseChanged);
  }

  async onStart(event: StartEvent): Promise<void> {
    if ((await this.model.getRelation("database")) === undefined) {
      event.defer(); // onStart is called again before the next event
      return;
    }
    await this.unit.setStatus(new ActiveStatus());
  }

  async onDatabaseChanged(event: RelationChangedEvent): Promise<void> {
    const host = await event.relation.data.get(event.app).get("host");
    this.log.info(`the database of ${event.app.name} is at ${host}`);
  }
}
// end snippet

const isReachable = async (url: string): Promise<boolean> => url !== "http://nowhere";

interface Registering extends CharmTypes {
  config: { server: string };
}

export class RegisteringCharm extends Charm<Registering> {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.configChanged, this.onConfigChanged);
  }

  // snippet: retry
  async onConfigChanged(event: ConfigChangedEvent): Promise<void> {
    if (await isReachable(this.config.server)) return this.unit.setStatus(new ActiveStatus());
    const again = event.retry({ afterMs: 60_000, max: 5 });
    await this.unit.setStatus(
      again ? new WaitingStatus("for the server") : new BlockedStatus("the server does not answer"),
    );
  }
  // end snippet
}

// snippet: custom
class DatabaseReady extends CustomEvent<{ host: string; port: number }> {
  get url(): string {
    return `postgres://${this.data.host}:${this.data.port}`;
  }
}

class Database extends CharmObject {
  readonly on = this.defineEvents({ ready: DatabaseReady });

  constructor(charm: Charm) {
    super(charm, "database");
    this.observe(charm.on.relation("database").changed, this.onChanged);
  }

  async onChanged(event: RelationChangedEvent): Promise<void> {
    const { host, port } = await event.relation.data.get(event.app).getAll();
    if (host !== undefined) await this.on.ready.emit({ host, port: Number(port ?? 5432) });
  }
}

export class ShopCharm extends Charm {
  readonly database = new Database(this);

  constructor(framework: Framework) {
    super(framework);
    this.observe(this.database.on.ready, this.onDatabaseReady);
  }

  async onDatabaseReady(event: DatabaseReady): Promise<void> {
    await this.unit.setStatus(new ActiveStatus(event.url));
  }
}
// end snippet

// snippet: collect
export class StatusCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.collectUnitStatus, this.onCollectStatus);
  }

  async onCollectStatus(event: CollectStatusEvent): Promise<void> {
    const database = await this.model.getRelation("database");
    if (database === undefined) event.addStatus(new BlockedStatus("needs a database"));
    event.addStatus(new ActiveStatus());
  }
}
// end snippet

// snippet: components
export class PartsCharm extends Charm {
  readonly parts = new ComponentStatuses(this, { database: 2, proxy: 1 });

  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.start, this.onStart);
  }

  onStart(): void {
    this.parts.set("database", new WaitingStatus("for a relation"));
    this.parts.set("proxy", new WaitingStatus("for a port"));
    // The unit is waiting, "database: for a relation", until the database says otherwise.
  }
}
// end snippet

// snippet: reconcile
export class ReconcilingCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.reconcile(this.onReconcile);
  }

  async onReconcile(): Promise<void> {
    const container = this.unit.getContainer("web");
    if (!(await container.canConnect())) return;
    await container.addLayer("web", {
      services: { web: { override: "replace", command: `serve ${this.config["port"]}`, startup: "enabled" } },
    });
    await container.replan();
  }
}
// end snippet

// snippet: changes
export class ChangesCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.trackChanges();
    this.observe(this.on.configChanged, this.onConfigChanged);
  }

  onConfigChanged(event: ConfigChangedEvent): void {
    const port = event.changes.get("port");
    if (port !== undefined) this.log.info(`the port was ${port.old} and is ${port.new}`);
  }
}
// end snippet

// snippet: stored
export class StoringCharm extends Charm {
  readonly stored = this.storedState({ seen: new Set<string>(), restarts: 0 });

  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.relation("database").joined, this.onJoined);
  }

  onJoined({ unit }: RelationJoinedEvent): void {
    this.stored.seen.add(unit.name);
    this.stored.restarts += 1;
  }
}
// end snippet

// snippet: commit
export class CommittingCharm extends Charm {
  readonly stored = this.storedState({ hooks: 0 });

  constructor(framework: Framework) {
    super(framework);
    this.observe(this.framework.on.preCommit, this.onPreCommit);
  }

  onPreCommit(): void {
    this.stored.hooks += 1;
  }
}
// end snippet
