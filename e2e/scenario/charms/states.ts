// Changes one thing of each kind when an action says so. states.py is the same charm.
import {
  type ActionEvent,
  ActiveStatus,
  BlockedStatus,
  Charm,
  CharmObject,
  type CollectStatusEvent,
  ConnectionError,
  CustomEvent,
  ExecError,
  type Framework,
  MaintenanceStatus,
  type ObjectParent,
  type PebbleCheckFailedEvent,
  type PebbleCustomNoticeEvent,
  type PebbleReadyEvent,
  type Relation,
  type RelationChangedEvent,
  type RelationDepartedEvent,
  type StartEvent,
  type StorageAttachedEvent,
  type UpdateStatusEvent,
  WaitingStatus,
} from "@cobble/charm";

/** An event of a part of the charm. */
export class ReadyEvent extends CustomEvent<{ host: string; port: number }> {}

/** A part of the charm with an event of its own. */
export class Database extends CharmObject {
  readonly on = this.defineEvents({ ready: ReadyEvent });

  constructor(parent: ObjectParent) {
    super(parent, "database");
  }
}

/** A value whose keys are in order, as Python's side prints them. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, inOrder(each)]),
  );
};

const names = (units: Iterable<{ readonly name: string }>): readonly string[] =>
  [...units].map(({ name }) => name).sort();

/** What the state keeps of the charm. */
interface Stored {
  runs: number;
  readonly names: Set<string>;
  readonly facts: Record<string, string | readonly (number | { readonly a: boolean })[]>;
}

export class StatesCharm extends Charm {
  readonly database: Database = new Database(this);
  readonly #stored = this.storedState<Stored>({ runs: 0, names: new Set(), facts: {} });

  constructor(framework: Framework) {
    super(framework);
    const { on } = this;
    this.observe(on.action("do"), this.onDo);
    this.observe(on.start, this.onStart);
    this.observe(on.updateStatus, this.onUpdateStatus);
    this.observe(on.configChanged, this.onConfigChanged);
    this.observe(on.relation("db").changed, this.onDbChanged);
    this.observe(on.relation("db").departed, this.onDbDeparted);
    this.observe(on.container("web").pebbleReady, this.onReady);
    this.observe(on.container("web").pebbleCustomNotice, this.onNotice);
    this.observe(on.container("web").pebbleCheckFailed, this.onCheck);
    this.observe(on.storage("data").attached, this.onStorage);
    this.observe(this.database.on.ready, this.onDatabaseReady);
    this.observe(on.collectUnitStatus, this.onCollect);
    this.observe(on.collectAppStatus, this.onCollectApp);
  }

  say(...words: readonly unknown[]): void {
    console.log(`said: ${JSON.stringify(inOrder(words))}`);
  }

  async onDo(event: ActionEvent): Promise<void> {
    const what = String(event.params["what"]);
    await (this.#deeds[what] ?? (() => this.say(`cannot ${what}`)))(event);
  }

  onStart(event: StartEvent): void {
    this.#stored.runs += 1;
    this.#stored.names.add("start");
    event.defer();
  }

  onUpdateStatus(event: UpdateStatusEvent): void {
    this.#stored.runs += 1;
    if (this.#stored.runs < 3) event.defer();
  }

  async onConfigChanged(): Promise<void> {
    await this.unit.setPorts(Number(this.config["port"]));
    this.say(this.config["level"]);
  }

  async onDbChanged(event: RelationChangedEvent): Promise<void> {
    const { relation, app, unit } = event;
    this.#stored.names.add((unit ?? app).name);
    this.#stored.facts["host"] = (await relation.data.get(app).get("host")) ?? "none";
    await relation.data.get(this.unit).set("seen", "yes");
    if (!(await this.unit.isLeader())) event.defer();
  }

  onDbDeparted({ relation, unit, departingUnit }: RelationDepartedEvent): void {
    this.say(unit?.name, departingUnit?.name, relation.units.size === 0);
  }

  async onReady({ workload: web }: PebbleReadyEvent): Promise<void> {
    if (!(await web.canConnect())) return this.unit.setStatus(new WaitingStatus("no container"));
    await web.push("/etc/web/conf", "x = 1\n", { makeDirs: true });
    this.say((await web.pull("/etc/web/conf")).trim());
    await web.addLayer(
      "web",
      {
        services: {
          web: { override: "replace", command: "web --port 80", startup: "enabled" },
          spare: { override: "replace", command: "spare", environment: { A: "1" } },
        },
        checks: { up: { override: "replace", threshold: 5, http: { url: "http://localhost/" } } },
      },
      { combine: true },
    );
    await web.replan();
    this.say((await (await web.exec(["web", "--version"])).waitOutput()).stdout.trim());
  }

  async onNotice({ notice }: PebbleCustomNoticeEvent): Promise<void> {
    this.say(notice.key, (await notice.get()).occurrences, (await notice.lastData())["path"] ?? null);
  }

  async onCheck({ info, workload }: PebbleCheckFailedEvent): Promise<void> {
    const { status, failures } = await info.get();
    this.say(info.name, status, failures);
    await workload.stop("web");
  }

  async onStorage({ storage }: StorageAttachedEvent): Promise<void> {
    this.say(storage.name, storage.index, (await this.model.storages.get("data")).length);
  }

  onDatabaseReady(event: ReadyEvent): void {
    const { host, port } = event.data;
    this.say("ready", host, port);
    this.#stored.facts["host"] = host;
    if (port === 0) event.defer();
  }

  async onCollect(event: CollectStatusEvent): Promise<void> {
    event.addStatus(new ActiveStatus(`${this.#stored.runs} runs`));
    if ((await this.model.getRelation("peers")) === undefined) event.addStatus(new BlockedStatus("no peers"));
  }

  onCollectApp(event: CollectStatusEvent): void {
    event.addStatus(new ActiveStatus("as a whole"));
  }

  async #related(endpoint: string): Promise<Relation> {
    const relation = await this.model.getRelation(endpoint);
    if (relation === undefined) throw new Error(`no relation of ${endpoint}`);
    return relation;
  }

  /** What an action does, by its parameter. */
  readonly #deeds: Readonly<Record<string, (event: ActionEvent) => unknown>> = {
    results: async (event) => {
      await event.log("working");
      await event.setResults({ a: "1", deep: { er: 2 }, count: Number(event.params["count"]) });
      await event.log("done");
    },
    fail: async (event) => {
      await event.log("trying");
      await event.setResults({ "so-far": "1" });
      await event.fail("it broke");
    },
    raise: () => {
      throw new RangeError("mine");
    },
    status: async () => {
      await this.unit.setStatus(new MaintenanceStatus("a"));
      await this.unit.setStatus(new WaitingStatus("b"));
      await this.unit.setWorkloadVersion("1");
      await this.unit.setWorkloadVersion("2");
      if (await this.unit.isLeader()) await this.app.setStatus(new BlockedStatus("c"));
    },
    "app-status": () => this.app.setStatus(new BlockedStatus("c")),
    ports: async () => {
      await this.unit.openPort("udp", 53);
      await this.unit.openPort("tcp", 80);
      await this.unit.closePort("tcp", 8080);
      await this.unit.openPort("icmp");
      this.say((await this.unit.openedPorts()).length);
    },
    secrets: async () => {
      const details = { label: "own", description: "mine", rotate: "daily" } as const;
      const own = await this.unit.addSecret({ key: "1" }, details);
      await own.setContent({ key: "2" });
      this.say(await own.getContent(), await own.peekContent(), (await own.getInfo()).revision);
      const gone = await this.unit.addSecret({ gone: "1" }, { label: "gone" });
      await gone.removeAllRevisions();
      const secret = await this.model.getSecret({ label: "other" });
      const [tracked, latest] = [await secret.getContent(), await secret.peekContent()];
      this.say(tracked, latest, await secret.getContent({ refresh: true }));
    },
    grant: async () => {
      const db = await this.#related("db");
      const secret = await this.app.addSecret({ key: "1" }, { label: "app" });
      await secret.grant(db);
      const spare = await this.app.addSecret({ key: "2" }, { label: "spare" });
      await spare.grant(db);
      await spare.revoke(db);
      await secret.setInfo({ description: "changed" });
    },
    "no-secret": () => this.model.getSecret({ label: "nobody" }),
    relation: async () => {
      const relation = await this.#related("db");
      const own = relation.data.get(this.unit);
      await own.update({ a: "1", b: "2" });
      await own.delete("b");
      await own.set("private-address", "");
      this.say(await own.get("a"), Object.keys(await own.getAll()).sort());
      if (await this.unit.isLeader()) {
        await relation.data.get(this.app).set("name", "shop");
        this.say(await relation.data.get(this.app).getAll());
      }
      const { app } = relation;
      this.say(names(relation.units), app === undefined ? {} : await relation.data.get(app).getAll());
    },
    "app-data": async () => (await this.#related("db")).data.get(this.app).set("name", "shop"),
    peers: async () => {
      const peers = await this.#related("peers");
      await peers.data.get(this.unit).set("me", this.unit.name);
      this.say(names(peers.units), await this.app.plannedUnits());
      this.say(await peers.data.get(this.app).getAll());
    },
    subordinate: async () => {
      const logs = await this.#related("logs");
      this.say(logs.app?.name, names(logs.units));
    },
    storage: async () => {
      await this.model.storages.request("data", 2);
      this.say((await this.model.storages.get("data")).map(({ index }) => index).sort());
    },
    resource: async () => this.say(await this.model.resources.fetch("seed")),
    network: async () => {
      const network = await this.model.getBinding("db").getNetwork();
      this.say(network.ingressAddress, network.bindAddress, network.egressSubnets[0]);
    },
    stored: () => {
      this.#stored.facts["list"] = [1, { a: true }];
      this.#stored.names.delete("start");
      this.#stored.runs = -1;
    },
    services: async () => {
      const web = this.unit.getContainer("web");
      const services = [...(await web.getServices())].map(([name, info]) => [name, info.isRunning()]);
      this.say(Object.fromEntries(services));
      await web.stop("web");
      await web.start("spare");
      this.say((await web.getService("spare")).isRunning(), (await web.getCheck("up")).status);
    },
    exec: async () => {
      const web = this.unit.getContainer("web");
      this.say((await (await web.exec(["echo", "a"])).waitOutput()).stdout);
      try {
        await (await web.exec(["false", "b"])).waitOutput();
      } catch (error) {
        if (!(error instanceof ExecError)) throw error;
        this.say(error.exitCode, error.stderr);
      }
    },
    files: async () => {
      const web = this.unit.getContainer("web");
      await web.makeDir("/a/b", { makeParents: true });
      await web.push("/a/b/c", "text");
      const listed = (await web.listFiles("/a/b")).map(({ name }) => name);
      this.say(listed, await web.exists("/a/b/c"), await web.isDir("/a"));
      await web.removePath("/a", { recursive: true });
      this.say(await web.exists("/a/b/c"));
    },
    unreachable: async () => {
      const web = this.unit.getContainer("web");
      this.say(await web.canConnect());
      try {
        await web.getServices();
      } catch (error) {
        if (!(error instanceof ConnectionError)) throw error;
        this.say("no connection");
      }
    },
    model: async () => {
      const { model } = this;
      this.say(model.name, model.uuid, this.unit.name, this.app.name, await this.unit.isLeader());
    },
  };
}
