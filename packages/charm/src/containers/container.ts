import { APIError, type ChangeId, type Client, ConnectionError, type NoticeFilter } from "@cobble/client";
import type { CheckLevel } from "@cobble/wire";
import { UnknownNameError } from "../errors.ts";
import type { TellSecurity } from "../security-log.ts";
import { type CheckInfo, readCheckInfo } from "./checks.ts";
import { Connection, type ConnectionDeps } from "./connection.ts";
import { ContainerFiles, type LoadLocalFiles } from "./container-files.ts";
import type { DataOf, Encoding } from "./encoding.ts";
import { type ExecOptions, ExecProcess } from "./exec.ts";
import type { Layer } from "./layer.ts";
import { type LayerDict, layerText } from "./layer-dict.ts";
import { type Notice, readNotice } from "./notices.ts";
import type { Plan } from "./plan.ts";
import { readServiceInfo, type ServiceInfo } from "./services.ts";

/** What a container is made from. */
export interface ContainerDeps extends ConnectionDeps {
  /** How long a start, stop, restart, replan or autostart may take. */
  readonly changeTimeoutMs: number;
  /** The files on the charm's own side, for copies of whole folders. */
  readonly loadLocalFiles: LoadLocalFiles;
  /** Tells those who watch over security of checks that were stopped; nobody is told when absent. */
  readonly tellSecurity?: TellSecurity;
}

/** At least one name: a call about no services would mean all of them, or nothing. */
export type Names = readonly [string, ...string[]];

/** What is known by name; the one that is asked for, or an error that lists the others. */
const pick = <T>(noun: string, infos: ReadonlyMap<string, T>, name: string): T => {
  const info = infos.get(name);
  if (info === undefined) throw new UnknownNameError(noun, { missing: name, known: [...infos.keys()] });
  return info;
};

const byName = <T extends { readonly name: string }>(infos: readonly T[]): ReadonlyMap<string, T> =>
  new Map(infos.map((info) => [info.name, info]));

/**
 * One of the unit's containers, by way of the supervisor in it. A call waits up to the time to connect (5 seconds unless
 * `main` was told otherwise) for a supervisor that is starting; only {@link Container.canConnect} never waits.
 *
 * Every call may throw {@link ConnectionError} when the supervisor cannot be reached, and {@link APIError} when it refuses.
 */
export class Container extends ContainerFiles {
  /** The name in `charmcraft.yaml`. */
  readonly name: string;
  readonly #connection: Connection;
  readonly #changeTimeoutMs: number;
  readonly #tellSecurity: TellSecurity | undefined;

  constructor(name: string, deps: ContainerDeps) {
    const connection = new Connection(deps);
    super(connection, deps.loadLocalFiles);
    this.#connection = connection;
    this.name = name;
    this.#changeTimeoutMs = deps.changeTimeoutMs;
    this.#tellSecurity = deps.tellSecurity;
  }

  /** The supervisor's whole API, for what has no method here. Its calls do not wait for a connection. */
  get pebble(): Client {
    return this.#connection.client;
  }

  /** Whether the supervisor answers at this moment. Asks once, and never waits; the next call may still fail. */
  async canConnect(): Promise<boolean> {
    try {
      await this.pebble.system.info();
      return true;
    } catch (error) {
      // Both are the answer that was asked for: nobody there, or somebody who is not well.
      if (error instanceof ConnectionError || error instanceof APIError) return false;
      throw error;
    }
  }

  /**
   * Adds a layer to the supervisor's configuration. Services change at the next {@link Container.replan}.
   * @param layer an object as in a layer file, YAML, or a {@link Layer}
   * @param options.combine joins it with the layer of that label, if there is one; otherwise the label has to be new
   */
  async addLayer(
    label: string,
    layer: LayerDict | Layer | string,
    options: { readonly combine?: boolean } = {},
  ): Promise<void> {
    const yaml = layerText(layer);
    await this.#connection.call((client) =>
      client.layers.add({ label, yaml, combine: options.combine ?? false }),
    );
  }

  /** All layers together, as they are now, whether services have been restarted for them or not. */
  async getPlan(): Promise<Plan> {
    const yaml = await this.#connection.call((client) => client.plan.get());
    // Only charms that look at plans pay for the reader of YAML.
    const { Plan } = await import("./plan.ts");
    return new Plan(yaml);
  }

  /**
   * Restarts the services whose configuration has changed, and starts those that are enabled.
   * @throws {ChangeError} when one of them does not start or stop
   */
  replan(): Promise<void> {
    return this.#change((client) => client.services.replan());
  }

  /**
   * Starts every service that is enabled.
   * @throws {ChangeError} when one of them does not start
   */
  autostart(): Promise<void> {
    return this.#change((client) => client.services.autostart());
  }

  /**
   * Starts services and what they require; those that run already are left alone.
   * @throws {ChangeError} when one of them does not start
   */
  start(...names: Names): Promise<void> {
    return this.#change((client) => client.services.start(names));
  }

  /**
   * Stops services; those that do not run are left alone.
   * @throws {ChangeError} when one of them does not stop
   */
  stop(...names: Names): Promise<void> {
    return this.#change((client) => client.services.stop(names));
  }

  /**
   * Stops services that run, then starts all of those named.
   * @throws {ChangeError} when one of them does not start or stop
   */
  restart(...names: Names): Promise<void> {
    return this.#change((client) => client.services.restart(names));
  }

  /** The services of those names, or all of them; names that are not in the plan are left out. */
  async getServices(...names: readonly string[]): Promise<ReadonlyMap<string, ServiceInfo>> {
    const infos = await this.#connection.call((client) => client.services.list(names));
    return byName(infos.map(readServiceInfo));
  }

  /**
   * One service.
   * @throws {UnknownNameError} when it is not in the plan
   */
  async getService(name: string): Promise<ServiceInfo> {
    return pick("service", await this.getServices(), name);
  }

  /** Sends a signal to services that run. @param signal as in `SIGHUP` or `1` */
  async sendSignal(signal: string | number, ...names: Names): Promise<void> {
    const { signalName } = await import("./signal-name.ts");
    const name = signalName(signal);
    await this.#connection.call((client) => client.signals.send(name, names));
  }

  /** The checks that fit the filter, or all of them; names that are not in the plan are left out. */
  async getChecks(
    filter: { readonly level?: CheckLevel; readonly names?: readonly string[] } = {},
  ): Promise<ReadonlyMap<string, CheckInfo>> {
    const infos = await this.#connection.call((client) => client.checks.list(filter));
    return byName(infos.map(readCheckInfo));
  }

  /**
   * One check.
   * @throws {UnknownNameError} when it is not in the plan
   */
  async getCheck(name: string): Promise<CheckInfo> {
    return pick("check", await this.getChecks(), name);
  }

  /** Starts checks. @returns the names of those that did not run before */
  startChecks(...names: Names): Promise<readonly string[]> {
    return this.#connection.call((client) => client.checks.start(names));
  }

  /** Stops checks, which the log's security events tell of. @returns the names of those that ran before */
  async stopChecks(...names: Names): Promise<readonly string[]> {
    const stopped = await this.#connection.call((client) => client.checks.stop(names));
    for (const check of stopped) {
      const description = `stopped check ${check} in container ${this.name}`;
      await this.#tellSecurity?.({ type: "sys_monitor_disabled", subject: check, description });
    }
    return stopped;
  }

  /**
   * One notice.
   * @throws {UnknownNameError} when there is none of that id, or no longer
   */
  async getNotice(id: string): Promise<Notice> {
    try {
      return readNotice(await this.#connection.call((client) => client.notices.get(id)));
    } catch (error) {
      if (!(error instanceof APIError) || error.statusCode !== 404) throw error;
      throw new UnknownNameError("notice", { missing: id, known: [] });
    }
  }

  /** The notices that fit the filter, in the order they were last repeated. */
  async getNotices(filter: NoticeFilter = {}): Promise<readonly Notice[]> {
    return (await this.#connection.call((client) => client.notices.list(filter))).map(readNotice);
  }

  /**
   * Starts a command in the container.
   * @param command the executable and its arguments; no shell looks at them
   * @param options.signal when it aborts, the command is ended, and the `wait` methods throw its reason
   */
  async exec<N extends Encoding | null = "utf8">(
    command: Names,
    options: ExecOptions<N> = {},
  ): Promise<ExecProcess<DataOf<N>>> {
    const { stdin, stdout, stderr, encoding, combineStderr = false, ...rest } = options;
    const process = await this.#connection.call((client) =>
      client.exec.start(command, { ...rest, splitStderr: !combineStderr }),
    );
    const coding: Encoding | null = encoding === undefined ? "utf8" : encoding;
    const parts = { command, encoding: coding, stdin, stdout, stderr };
    return new ExecProcess<DataOf<N>>(process, parts);
  }

  /** Waits for what was started; its error becomes an exception. */
  async #change(start: (client: Client) => Promise<ChangeId>): Promise<void> {
    const id = await this.#connection.call(start);
    await this.pebble.changes.waitDone(id, { timeoutMs: this.#changeTimeoutMs });
  }
}
