import {
  ActiveStatus,
  BlockedStatus,
  Charm,
  type Container,
  ExecError,
  type Framework,
  type LayerDict,
  main,
  type SettableStatus,
  WaitingStatus,
} from "@cobble/charm";
import type { TallyTypes } from "./charmcraft.d.ts";

/** Runs a table of counts, and changes the table's columns before the server sees it. */
export class TallyCharm extends Charm<TallyTypes> {
  constructor(framework: Framework) {
    super(framework);
    // The events after which columns or programs may be others. Programs cost time: they are not run in each hook.
    this.observe(this.on.container("tally").pebbleReady, this.onChange);
    this.observe(this.on.configChanged, this.onChange);
    this.observe(this.on.upgradeCharm, this.onChange);
  }

  async onChange(): Promise<void> {
    await this.unit.setStatus(await this.#bringUp());
  }

  async #bringUp(): Promise<SettableStatus> {
    const container = this.unit.getContainer("tally");
    if (!(await container.canConnect())) return new WaitingStatus("waiting for the container");
    // The service is in the plan before it runs, so that the migration can have its environment.
    await container.addLayer("tally", this.#layer(), { combine: true });
    try {
      await this.#migrate(container);
    } catch (error) {
      // The program has refused, and only who chose the columns can help. All else, such as no answer in time, ends the
      // hook as an error, and Juju runs it again.
      if (!(error instanceof ExecError)) throw error;
      return new BlockedStatus(`columns: ${error.stderr.trim()}`);
    }
    await container.replan();
    await this.unit.setWorkloadVersion(await readVersion(container));
    return new ActiveStatus(`counts ${this.#columns().join(", ")}`);
  }

  /**
   * Gives the table the columns that it should have.
   * @throws {ExecError} when that would lose what was counted
   * @throws {ChangeError} when it takes longer than a minute
   */
  async #migrate(container: Container): Promise<void> {
    const process = await container.exec(["tally", "migrate"], {
      serviceContext: "tally",
      stdin: this.#columns().join("\n"),
      timeoutMs: 60_000,
    });
    const { stdout } = await process.waitOutput();
    for (const line of stdout.trim().split("\n")) if (line !== "") this.log.info(`table: ${line}`);
  }

  #columns(): readonly string[] {
    return this.config.columns.split(/\s+/).filter((column) => column !== "");
  }

  #layer(): LayerDict {
    const { port, "data-file": file } = this.config;
    return {
      services: {
        tally: {
          override: "replace",
          command: "tally serve",
          startup: "enabled",
          environment: { PORT: String(port), TALLY_FILE: file },
        },
      },
    };
  }
}

/** The version that the program says it has. */
const readVersion = async (container: Container): Promise<string> => {
  const process = await container.exec(["tally", "--version"], { timeoutMs: 10_000 });
  return (await process.waitOutput()).stdout.trim();
};

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(TallyCharm);
