import {
  ActiveStatus,
  Charm,
  CharmObject,
  type CollectStatusEvent,
  CustomEvent,
  type Framework,
  type ObjectParent,
  type RelationChangedEvent,
  type UpdateStatusEvent,
} from "@cobble/charm";

export const charmcraft = `
name: app
summary: uses a database
containers:
  web: {resource: image}
resources:
  image: {type: oci-image}
config:
  options:
    port: {type: int, default: 80}
    name: {type: string}
provides:
  web: {interface: http}
requires:
  db: {interface: mysql}
  logs: {interface: logs, scope: container}
peers:
  peers: {interface: app-peers}
storage:
  data: {type: filesystem}
`;

export class DatabaseReady extends CustomEvent<{ host: string; port: number }> {}

export class DatabaseGone extends CustomEvent {}

/** A part of a charm with events of its own. */
export class Database extends CharmObject {
  readonly on = this.defineEvents({ ready: DatabaseReady, gone: DatabaseGone });

  constructor(parent: ObjectParent) {
    super(parent, "database");
  }
}

/** What came, oldest first; a test empties it. */
export const seen: string[] = [];

/** Notes what comes, and defers what it is told to. */
export class DatabaseCharm extends Charm {
  static isDeferring = false;
  readonly database: Database = new Database(this);

  constructor(framework: Framework) {
    super(framework);
    this.observe(this.database.on.ready, this.onReady);
    this.observe(this.on.updateStatus, this.onUpdateStatus);
    this.observe(this.on.relation("db").changed, this.onChanged);
    this.observe(this.on.collectUnitStatus, this.onCollect);
  }

  onReady(event: DatabaseReady): void {
    seen.push(`ready ${event.data.host}:${event.data.port}`);
    if (DatabaseCharm.isDeferring) event.defer();
  }

  async onUpdateStatus(event: UpdateStatusEvent): Promise<void> {
    seen.push(`update-status, attempt ${event.attempts}`);
    await this.framework.trace({ name: "looking" }, () => this.unit.getContainer("web").canConnect());
    if (DatabaseCharm.isDeferring) event.retry({ max: 2 });
  }

  onChanged({ relation, unit }: RelationChangedEvent): void {
    seen.push(`changed ${relation.id} ${unit?.name}`);
  }

  onCollect(event: CollectStatusEvent): void {
    event.addStatus(new ActiveStatus());
  }
}
