import {
  type ActionEvent,
  ActiveStatus,
  BlockedStatus,
  Charm,
  ExecError,
  type Framework,
  type PebbleReadyEvent,
  type RelationJoinedEvent,
} from "@cobble/charm";

export const charmcraft = `
name: redis
containers:
  redis: {resource: redis-image}
resources:
  redis-image: {type: oci-image}
config:
  options:
    port: {type: int, default: 6379}
provides:
  redis: {interface: redis}
actions:
  save: {}
`;

export class RedisCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.container("redis").pebbleReady, this.onReady);
    this.observe(this.on.container("redis").pebbleCheckFailed, this.onCheckFailed);
    this.observe(this.on.relation("redis").joined, this.onJoined);
    this.observe(this.on.action("save"), this.onSave);
  }

  async onReady({ workload }: PebbleReadyEvent): Promise<void> {
    const port = Number(this.config["port"]);
    await workload.push("/etc/redis/redis.conf", `port ${port}\n`, { makeDirs: true });
    const command = "redis-server /etc/redis/redis.conf";
    await workload.addLayer("redis", {
      services: { redis: { override: "replace", command, startup: "enabled" } },
      checks: { up: { override: "replace", period: "10s", threshold: 3, tcp: { port } } },
    });
    await workload.replan();
    await this.unit.setStatus(new ActiveStatus());
  }

  async onCheckFailed(): Promise<void> {
    await this.unit.setStatus(new BlockedStatus("redis does not answer"));
  }

  async onJoined({ relation }: RelationJoinedEvent): Promise<void> {
    await relation.data.get(this.unit).set("port", String(this.config["port"]));
  }

  async onSave(event: ActionEvent): Promise<void> {
    const redis = this.unit.getContainer("redis");
    const process = await redis.exec(["redis-cli", "save"], { timeoutMs: 60_000 });
    try {
      await process.wait();
    } catch (error) {
      if (!(error instanceof ExecError)) throw error;
      await event.fail(error.stderr);
    }
  }
}
