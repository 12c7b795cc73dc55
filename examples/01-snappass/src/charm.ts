import {
  type ActionEvent,
  ActiveStatus,
  Charm,
  type Container,
  ExecError,
  type Framework,
  MaintenanceStatus,
  main,
  type PebbleCheckFailedEvent,
  type PebbleCheckRecoveredEvent,
  type PebbleCustomNoticeEvent,
  type PebbleReadyEvent,
  type SettableStatus,
  WaitingStatus,
} from "@cobble/charm";
import type { SnappassTypes } from "./charmcraft.d.ts";
import { baseLayer, type ContainerName, configLayer } from "./layers.ts";

/** What the web app sends whenever secrets have been read. */
const readKey = "snappass.example/secret-read";

const containerNames: readonly ContainerName[] = ["snappass", "redis"];

/** Runs the web app and its Redis, each in a container of its own. */
export class SnappassCharm extends Charm<SnappassTypes> {
  constructor(framework: Framework) {
    super(framework);
    for (const name of containerNames) {
      const events = this.on.container(name);
      this.observe(events.pebbleReady, this.onReady);
      this.observe(events.pebbleCheckFailed, this.onCheckFailed);
      this.observe(events.pebbleCheckRecovered, this.onCheckRecovered);
    }
    this.observe(this.on.container("snappass").pebbleCustomNotice, this.onNotice);
    this.observe(this.on.configChanged, this.onConfigChanged);
    this.observe(this.on.updateStatus, this.showStatus);
    this.observe(this.on.action("purge"), this.onPurge);
  }

  async onReady({ workload }: PebbleReadyEvent): Promise<void> {
    // A container's own name is one of those in charmcraft.yaml.
    const name = workload.name as ContainerName;
    await workload.addLayer(name, baseLayer(name, this.config), { combine: true });
    await workload.replan();
    await this.showStatus();
  }

  async onConfigChanged(): Promise<void> {
    for (const name of containerNames) await this.#applyConfig(name);
    await this.showStatus();
  }

  async onNotice({ notice }: PebbleCustomNoticeEvent): Promise<void> {
    if (notice.key !== readKey) return;
    const { count } = await notice.lastData();
    this.log.info(`secrets read since the app started: ${count}`);
    await this.showStatus();
  }

  async onCheckFailed({ workload, info }: PebbleCheckFailedEvent): Promise<void> {
    const { failures } = await info.get();
    this.log.warning(`${info.name} failed ${failures} times in a row; ${workload.name} is restarted`);
    await this.showStatus();
  }

  async onCheckRecovered({ info }: PebbleCheckRecoveredEvent): Promise<void> {
    this.log.info(`${info.name} is well again`);
    await this.showStatus();
  }

  async onPurge(event: ActionEvent): Promise<void> {
    const container = this.unit.getContainer("snappass");
    try {
      const process = await container.exec(["snappass", "purge"], { serviceContext: "snappass" });
      const { stdout } = await process.waitOutput();
      await event.setResults({ purged: Number(stdout) });
    } catch (error) {
      if (!(error instanceof ExecError)) throw error;
      await event.fail(error.stderr.trim());
    }
  }

  /** Puts the configuration over what a container runs, and restarts it only if that makes a difference. */
  async #applyConfig(name: ContainerName): Promise<void> {
    const container = this.unit.getContainer(name);
    // Without its supervisor or its first layer, pebble-ready is still to come, and brings the configuration.
    if (!(await container.canConnect())) return;
    const before = await container.getPlan();
    if (!before.services.has(name)) return;
    await container.addLayer(`${name}-config`, configLayer(name, this.config), { combine: true });
    if ((await container.getPlan()).equals(before)) return;
    await container.replan();
    this.log.info(`${name} runs with its new configuration`);
  }

  async showStatus(): Promise<void> {
    await this.unit.setStatus(await this.#findStatus());
  }

  async #findStatus(): Promise<SettableStatus> {
    const waiting: string[] = [];
    const failing: string[] = [];
    for (const [name, container] of this.unit.containers) {
      if (!(await isRunning(container))) waiting.push(name);
      else if (await isFailing(container)) failing.push(name);
    }
    if (waiting.length > 0) return new WaitingStatus(`waiting for ${waiting.join(" and ")}`);
    if (failing.length > 0) return new MaintenanceStatus(`${failing.join(" and ")} does not answer`);
    const reads = await this.#countReads();
    const said = [`on port ${this.config.port}`, await this.#describeRedis()];
    if (reads > 0) said.push(`${reads} secret${reads === 1 ? "" : "s"} read`);
    return new ActiveStatus(said.join(", "));
  }

  /** `redis-server 7.0.15`, or `embedded (redis-server is not on PATH)`. */
  async #describeRedis(): Promise<string> {
    const process = await this.unit.getContainer("redis").exec(["redis", "--which"]);
    return (await process.waitOutput()).stdout.trim();
  }

  /** How many secrets have been read since the app was started: what it said last, unless an earlier run said it. */
  async #countReads(): Promise<number> {
    const container = this.unit.getContainer("snappass");
    const [notice] = await container.getNotices({ types: ["custom"], keys: [readKey] });
    const { currentSince } = await container.getService("snappass");
    if (notice === undefined || currentSince === undefined || notice.lastOccurred < currentSince) return 0;
    return Number(notice.lastData["count"] ?? 0);
  }
}

/** Whether the service in the container, which has its name, runs. */
const isRunning = async (container: Container): Promise<boolean> =>
  (await container.canConnect()) &&
  ((await container.getServices(container.name)).get(container.name)?.isRunning() ?? false);

/** Whether a check of the container is down. */
const isFailing = async (container: Container): Promise<boolean> =>
  [...(await container.getChecks()).values()].some((check) => check.status === "down");

await main(SnappassCharm);
