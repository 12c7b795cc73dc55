import type { CheckInfo } from "../containers/checks.ts";
import type { Container } from "../containers/container.ts";
import type { Notice } from "../containers/notices.ts";
import { CharmEvent } from "./event.ts";

/** Something that happened in a container. */
export abstract class WorkloadEvent extends CharmEvent {
  /** The container that it happened in. */
  readonly workload: Container;

  constructor(workload: Container) {
    super();
    this.workload = workload;
  }
}

/** The container's supervisor answers, for the first time or after it was started anew. */
export class PebbleReadyEvent extends WorkloadEvent {
  readonly kind = "pebble-ready";
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
export class PebbleCustomNoticeEvent extends WorkloadEvent {
  readonly kind = "pebble-custom-notice";
  readonly notice: LazyNotice;

  constructor(workload: Container, notice: LazyNotice) {
    super(workload);
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
export class PebbleCheckFailedEvent extends WorkloadEvent {
  readonly kind = "pebble-check-failed";
  readonly info: LazyCheckInfo;

  constructor(workload: Container, info: LazyCheckInfo) {
    super(workload);
    this.info = info;
  }
}

/** A check that had failed has succeeded again. */
export class PebbleCheckRecoveredEvent extends WorkloadEvent {
  readonly kind = "pebble-check-recovered";
  readonly info: LazyCheckInfo;

  constructor(workload: Container, info: LazyCheckInfo) {
    super(workload);
    this.info = info;
  }
}
