import type { Container } from "../containers/container.ts";
import { CharmEvent } from "./event.ts";
import type { LazyCheckInfo } from "./lazy-check-info.ts";
import type { LazyNotice } from "./lazy-notice.ts";

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

/** The supervisor has recorded something. */
export abstract class PebbleNoticeEvent extends WorkloadEvent {
  readonly notice: LazyNotice;

  constructor(workload: Container, notice: LazyNotice) {
    super(workload);
    this.notice = notice;
  }
}

/** A workload said something with `pebble notify`. */
export class PebbleCustomNoticeEvent extends PebbleNoticeEvent {
  readonly kind = "pebble-custom-notice";
}

/** A check is not as it was. */
export abstract class PebbleCheckEvent extends WorkloadEvent {
  readonly info: LazyCheckInfo;

  constructor(workload: Container, info: LazyCheckInfo) {
    super(workload);
    this.info = info;
  }
}

/** A check has failed as many times in a row as its threshold. */
export class PebbleCheckFailedEvent extends PebbleCheckEvent {
  readonly kind = "pebble-check-failed";
}

/** A check that had failed has succeeded again. */
export class PebbleCheckRecoveredEvent extends PebbleCheckEvent {
  readonly kind = "pebble-check-recovered";
}
