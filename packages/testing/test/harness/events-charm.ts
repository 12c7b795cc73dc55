import {
  type ActionEvent,
  ActiveStatus,
  Charm,
  type CollectStatusEvent,
  type Framework,
  type PebbleCustomNoticeEvent,
  type RelationEvent,
} from "@cobble/charm";
import { Harness } from "@cobble/testing";

/** A charm with one of everything. */
export const charmcraft = `
name: app
containers:
  web: {resource: image}
resources:
  image: {type: oci-image}
  seed: {type: file, filename: seed.txt}
config:
  options:
    port: {type: int, default: 80}
requires:
  db: {interface: mysql}
peers:
  peers: {interface: app-peers}
storage:
  data: {type: filesystem, multiple: {range: 0-}}
actions:
  act: {params: {fail: {type: boolean, default: false}}}
`;

/** What came, as in `db-relation-changed mysql/0`, oldest first. */
const seen: string[] = [];

/** Notes each event that comes. */
export class EventsCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    const { on } = this;
    framework.observe(on.install, this.onPlain, this);
    framework.observe(on.start, this.onPlain, this);
    framework.observe(on.configChanged, this.onPlain, this);
    framework.observe(on.leaderElected, this.onPlain, this);
    for (const name of ["db", "peers"]) {
      const { created, joined, changed, departed, broken } = on.relation(name);
      for (const event of [created, joined, changed, departed, broken])
        framework.observe(event, this.onRelation, this);
    }
    framework.observe(on.container("web").pebbleReady, this.onPlain, this);
    framework.observe(on.container("web").pebbleCheckFailed, this.onPlain, this);
    framework.observe(on.container("web").pebbleCheckRecovered, this.onPlain, this);
    this.observe(on.container("web").pebbleCustomNotice, this.onNotice);
    framework.observe(on.storage("data").attached, this.onPlain, this);
    framework.observe(on.storage("data").detaching, this.onPlain, this);
    framework.observe(on.secretChanged, this.onPlain, this);
    framework.observe(on.secretRotate, this.onPlain, this);
    framework.observe(on.secretExpired, this.onPlain, this);
    framework.observe(on.secretRemove, this.onPlain, this);
    this.observe(on.action("act"), this.onAct);
    this.observe(on.collectUnitStatus, this.onCollect);
  }

  onPlain(event: { readonly kind: string }): void {
    seen.push(event.kind);
  }

  onNotice({ notice }: PebbleCustomNoticeEvent): void {
    seen.push(`notice ${notice.key}`);
  }

  onRelation(event: RelationEvent): void {
    const who = "unit" in event && event.unit !== undefined ? event.unit : event.app;
    seen.push(`${event.relation.name} ${event.kind} ${(who as { readonly name: string }).name}`);
  }

  async onAct(event: ActionEvent): Promise<void> {
    await event.log("acting");
    if (event.params["fail"] === true) await event.fail("told to");
    else await event.setResults({ port: Number(this.config["port"]) });
  }

  onCollect(event: CollectStatusEvent): void {
    event.addStatus(new ActiveStatus(String(this.config["port"])));
  }
}

/** A harness that has begun. */
export const begin = async (): Promise<Harness<EventsCharm>> => {
  const harness = new Harness(EventsCharm, { charmcraft });
  await harness.begin();
  return harness;
};

/** What has come since it was asked for last. */
export const news = (): readonly string[] => seen.splice(0);
