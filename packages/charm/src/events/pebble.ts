import type { CheckInfo } from "../containers/checks.ts";
import type { Container } from "../containers/container.ts";
import type { Notice } from "../containers/notices.ts";
import type { CharmEvent } from "./event.ts";

/** Something that happened in a container. */
interface WorkloadEvent extends CharmEvent {
  /** The container that it happened in. */
  readonly workload: Container;
}

/** The container's supervisor answers, for the first time or after it was started anew. */
export class PebbleReadyEvent implements WorkloadEvent {
  readonly kind = "pebble-ready";
  readonly workload: Container;

  constructor(workload: Container) {
    this.workload = workload;
  }
}

/** A notice by what the event says of it; the rest is asked of the supervisor, once, when it is wanted. */
export class LazyNotice {
  readonly id: string;
  /** `custom` for every notice that a workload makes. */
  readonly type: string;
  /** `DOMAIN/PATH`, as the workload chose it. */
  readonly key: string;
  readonly #workload: Container;
  #notice: Promise<Notice> | undefined;

  constructor(
    workload: Container,
    known: { readonly id: string; readonly type: string; readonly key: string },
  ) {
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
}

/** A workload said something with `pebble notify`. */
export class PebbleCustomNoticeEvent implements WorkloadEvent {
  readonly kind = "pebble-custom-notice";
  readonly workload: Container;
  readonly notice: LazyNotice;

  constructor(workload: Container, notice: LazyNotice) {
    this.workload = workload;
    this.notice = notice;
  }
}

/** A check by its name; how it is now is asked of the supervisor, once, when it is wanted. */
export class LazyCheckInfo {
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
}

/** A check has failed as many times in a row as its threshold. */
export class PebbleCheckFailedEvent implements WorkloadEvent {
  readonly kind = "pebble-check-failed";
  readonly workload: Container;
  readonly info: LazyCheckInfo;

  constructor(workload: Container, info: LazyCheckInfo) {
    this.workload = workload;
    this.info = info;
  }
}

/** A check that had failed has succeeded again. */
export class PebbleCheckRecoveredEvent implements WorkloadEvent {
  readonly kind = "pebble-check-recovered";
  readonly workload: Container;
  readonly info: LazyCheckInfo;

  constructor(workload: Container, info: LazyCheckInfo) {
    this.workload = workload;
    this.info = info;
  }
}
