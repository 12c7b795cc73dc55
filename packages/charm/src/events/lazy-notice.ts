import type { Container } from "../containers/container.ts";
import type { Notice } from "../containers/notices.ts";
import type { Lazily } from "./lazily.ts";

/** What an event says of a notice itself. */
type KnownPart = "id" | "type" | "key";

/** A notice by what the event says of it; the rest is asked of the supervisor, once, when it is wanted. */
export class LazyNotice implements Lazily<Omit<Notice, KnownPart>> {
  readonly id: string;
  /** `custom` for every notice that a workload makes. */
  readonly type: string;
  /** `DOMAIN/PATH`, as the workload chose it. */
  readonly key: string;
  readonly #workload: Container;
  #notice: Promise<Notice> | undefined;

  constructor(workload: Container, known: Readonly<Pick<Notice, KnownPart>>) {
    this.#workload = workload;
    this.id = known.id;
    this.type = known.type;
    this.key = known.key;
  }

  /**
   * All that the supervisor knows of the notice.
   * @throws {UnknownNameError} when it has expired
   */
  get(): Promise<Notice> {
    this.#notice ??= this.#workload.getNotice(this.id);
    return this.#notice;
  }

  /** The data of the notice's last occurrence, as in `path` after `pebble notify KEY path=/srv/backup.sql`. */
  async lastData(): Promise<Readonly<Record<string, string>>> {
    return (await this.get()).lastData;
  }

  /** Whose it is; undefined when it is everybody's. */
  async userId(): Promise<number | undefined> {
    return (await this.get()).userId;
  }

  async firstOccurred(): Promise<Date> {
    return (await this.get()).firstOccurred;
  }

  async lastOccurred(): Promise<Date> {
    return (await this.get()).lastOccurred;
  }

  /** When it was last passed on, which `repeatAfterMs` makes rarer than its occurrences. */
  async lastRepeated(): Promise<Date> {
    return (await this.get()).lastRepeated;
  }

  async occurrences(): Promise<number> {
    return (await this.get()).occurrences;
  }

  /** How long after it was passed on it is passed on again; undefined when that is at once. */
  async repeatAfterMs(): Promise<number | undefined> {
    return (await this.get()).repeatAfterMs;
  }

  /** How long after its last occurrence it is forgotten; undefined when the supervisor has not said. */
  async expireAfterMs(): Promise<number | undefined> {
    return (await this.get()).expireAfterMs;
  }
}
