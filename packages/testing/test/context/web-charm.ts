import {
  type ActionEvent,
  ActiveStatus,
  BlockedStatus,
  Charm,
  type ConfigChangedEvent,
  type Framework,
  MaintenanceStatus,
  type PebbleCheckFailedEvent,
  type PebbleCustomNoticeEvent,
  type PebbleReadyEvent,
} from "@cobble/charm";

export const charmcraft = `
name: web
containers:
  web: {resource: image}
resources:
  image: {type: oci-image}
  seed: {type: file, filename: seed.txt}
config:
  options:
    port: {type: int, default: 80}
    secret-key: {type: secret}
actions:
  purge:
    params:
      days: {type: integer, default: 7}
requires:
  db: {interface: mysql}
peers:
  peers: {interface: web-peers}
storage:
  data: {type: filesystem}
`;

/** A charm that does a little of everything. */
export class WebCharm extends Charm {
  readonly lines: string[] = [];

  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.container("web").pebbleReady, this.onReady);
    this.observe(this.on.container("web").pebbleCustomNotice, this.onNotice);
    this.observe(this.on.container("web").pebbleCheckFailed, this.onCheckFailed);
    this.observe(this.on.configChanged, this.onConfigChanged);
    this.observe(this.on.action("purge"), this.onPurge);
    this.observe(this.on.updateStatus, this.onUpdateStatus);
  }

  async onReady({ workload }: PebbleReadyEvent): Promise<void> {
    await this.unit.setStatus(new MaintenanceStatus("starting"));
    const command = `web --port ${this.config["port"]}`;
    await workload.push("/etc/web.conf", "x = 1\n", { makeDirs: true });
    await workload.addLayer("web", {
      services: { web: { override: "replace", command, startup: "enabled" } },
      checks: { up: { override: "replace", http: { url: "http://localhost/" } } },
    });
    await workload.replan();
    const version = await (await workload.exec(["web", "--version"])).waitOutput();
    await this.unit.setWorkloadVersion(version.stdout.trim());
    await this.unit.setStatus(new ActiveStatus());
    this.log.info("ready");
  }

  async onNotice({ notice }: PebbleCustomNoticeEvent): Promise<void> {
    this.log.info(`${notice.key} ${(await notice.lastData())["path"]}`);
  }

  async onCheckFailed({ info }: PebbleCheckFailedEvent): Promise<void> {
    await this.unit.setStatus(new BlockedStatus(`${info.name} ${(await info.get()).status}`));
  }

  async onConfigChanged(_event: ConfigChangedEvent): Promise<void> {
    if (this.config["port"] === 666) throw new RangeError("not that one");
    if (await this.unit.isLeader()) await this.app.setStatus(new ActiveStatus("leading"));
    await this.unit.openPort("tcp", Number(this.config["port"]));
  }

  async onPurge(event: ActionEvent): Promise<void> {
    await event.log("purging");
    if (event.params["days"] === 0) return event.fail("not all of it");
    await event.setResults({ days: Number(event.params["days"]), size: { mb: 1 } });
  }

  async onUpdateStatus(): Promise<void> {
    const container = this.unit.getContainer("web");
    await this.unit.setStatus(
      (await container.canConnect()) ? new ActiveStatus() : new BlockedStatus("no container"),
    );
  }
}
