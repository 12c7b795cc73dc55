import type { CheckInfo } from "../containers/checks.ts";
import type { Container } from "../containers/container.ts";
import type { Lazily } from "./lazily.ts";

/** What an event does not say of a check itself; `hasRun` is asked of what `get` gives. */
type AskedPart = Exclude<keyof CheckInfo, "name" | "hasRun">;

/** A check by its name; how it is now is asked of the supervisor, once, when it is wanted. */
export class LazyCheckInfo implements Lazily<Pick<CheckInfo, AskedPart>> {
  readonly name: string;
  readonly #workload: Container;
  #info: Promise<CheckInfo> | undefined;

  constructor(workload: Container, name: string) {
    this.#workload = workload;
    this.name = name;
  }

  /**
   * The check as it is now, which may not be as it was when the event happened.
   * @throws {UnknownNameError} when it is no longer in the plan
   */
  get(): Promise<CheckInfo> {
    this.#info ??= this.#workload.getCheck(this.name);
    return this.#info;
  }

  /** `alive`, `ready`, or empty for neither. */
  async level(): Promise<string> {
    return (await this.get()).level;
  }

  /** `enabled` or `disabled`. */
  async startup(): Promise<string> {
    return (await this.get()).startup;
  }

  /** `down` once it has failed as often in a row as its threshold; `inactive` when it is stopped. */
  async status(): Promise<CheckInfo["status"]> {
    return (await this.get()).status;
  }

  /** How often it has succeeded since it was started or changed. */
  async successes(): Promise<number> {
    return (await this.get()).successes;
  }

  /** How often it has failed in a row. */
  async failures(): Promise<number> {
    return (await this.get()).failures;
  }

  async threshold(): Promise<number> {
    return (await this.get()).threshold;
  }

  /** The change that runs it; empty when it is stopped. */
  async changeId(): Promise<string> {
    return (await this.get()).changeId;
  }
}
