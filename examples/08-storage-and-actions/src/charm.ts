import {
  type ActionEvent,
  ActiveStatus,
  BlockedStatus,
  Charm,
  ExecError,
  type Framework,
  linesOf,
  main,
  type SettableStatus,
  type StorageAttachedEvent,
  type StorageDetachingEvent,
  WaitingStatus,
} from "@cobble/charm";
import type { JournalTypes } from "./charmcraft.d.ts";
import { Backup, Restore } from "./parameters.ts";

type Actions = JournalTypes["actions"];

const notServing = "the server does not run: see the unit's status";

/** Keeps lines on a storage, and copies of them on another. */
export class JournalCharm extends Charm<JournalTypes> {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.storage("data").attached, this.onDataAttached);
    this.observe(this.on.storage("data").detaching, this.onDataDetaching);
    this.observe(this.on.container("journal").pebbleReady, this.bringUp);
    this.observe(this.on.configChanged, this.bringUp);
    this.observe(this.on.action("backup"), this.onBackup);
    this.observe(this.on.action("restore"), this.onRestore);
  }

  async onDataAttached({ storage }: StorageAttachedEvent): Promise<void> {
    this.log.info(`${storage.fullId} is at ${await storage.getLocation()}`);
    await this.bringUp();
  }

  /** The last time to write: afterwards the server must not have a file open there. */
  async onDataDetaching({ storage }: StorageDetachingEvent): Promise<void> {
    if (await this.#isServing()) await this.unit.getContainer("journal").stop("journal");
    await this.unit.setStatus(new BlockedStatus(`${storage.fullId} is gone: add another storage "data"`));
  }

  async bringUp(): Promise<void> {
    await this.unit.setStatus(await this.#serve());
  }

  async #serve(): Promise<SettableStatus> {
    const container = this.unit.getContainer("journal");
    if (!(await container.canConnect())) return new WaitingStatus("waiting for the container");
    const [data] = await this.model.storages.get("data");
    if (data === undefined) return new BlockedStatus('add a storage "data"');
    const environment = {
      JOURNAL_PORT: `${this.config.port}`,
      JOURNAL_DATA: this.config["data-folder"],
      JOURNAL_BACKUPS: this.config["backups-folder"],
    };
    const service = { override: "replace", command: "journal", startup: "enabled", environment } as const;
    await container.addLayer("journal", { services: { journal: service } }, { combine: true });
    await container.replan();
    return new ActiveStatus();
  }

  async #isServing(): Promise<boolean> {
    const container = this.unit.getContainer("journal");
    if (!(await container.canConnect())) return false;
    return (await container.getServices("journal")).get("journal")?.isRunning() ?? false;
  }

  async onBackup(event: ActionEvent<Actions["backup"]>): Promise<void> {
    const { name } = await event.loadParams(Backup, { errors: "fail" });
    if (!(await this.#isServing())) return event.fail(notServing);
    if (await this.#run(event, ["backup", name])) await event.setResults(await this.#describe(name));
  }

  async onRestore(event: ActionEvent<Actions["restore"]>): Promise<void> {
    const { name, append } = await event.loadParams(Restore, { errors: "fail" });
    if (!(await this.#isServing())) return event.fail(notServing);
    const container = this.unit.getContainer("journal");
    // Nothing is to be written meanwhile; and whatever becomes of it, the server runs again afterwards.
    await container.stop("journal");
    try {
      const words = ["restore", name, ...(append ? ["--append"] : [])];
      if (await this.#run(event, words)) await event.setResults(await this.#describe(name));
    } finally {
      await container.start("journal");
    }
  }

  /** Runs the workload's own program, and tells its progress as it comes. @returns whether it has not failed the action */
  async #run(event: ActionEvent, words: readonly string[]): Promise<boolean> {
    const container = this.unit.getContainer("journal");
    const process = await container.exec(["journal", ...words], {
      serviceContext: "journal",
      timeoutMs: 600_000,
    });
    try {
      for await (const line of linesOf(process.stdout)) await event.log(`${words[0]}: ${line}`);
      await process.wait();
      return true;
    } catch (error) {
      if (!(error instanceof ExecError)) throw error;
      await event.fail(error.stderr.trim());
      return false;
    }
  }

  /** What there is to say of a backup. */
  async #describe(name: string): Promise<{ readonly path: string; readonly bytes: number }> {
    const path = `${this.config["backups-folder"]}/${name}.lines`;
    const [file] = await this.unit.getContainer("journal").listFiles(path, { itself: true });
    return { path, bytes: file?.size ?? 0 };
  }
}

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(JournalCharm);
