import { contextValue, type HookContext } from "../context.ts";
import type { Unit } from "../model/unit.ts";
import { type BoundEvent, bindEvent } from "./event.ts";
import { LazyCheckInfo } from "./lazy-check-info.ts";
import { LazyNotice } from "./lazy-notice.ts";
import {
  PebbleCheckFailedEvent,
  PebbleCheckRecoveredEvent,
  PebbleCustomNoticeEvent,
  PebbleReadyEvent,
} from "./pebble.ts";

/** The events of one container: `this.on.container("redis")`. */
export interface ContainerEvents {
  readonly pebbleReady: BoundEvent<PebbleReadyEvent>;
  readonly pebbleCustomNotice: BoundEvent<PebbleCustomNoticeEvent>;
  readonly pebbleCheckFailed: BoundEvent<PebbleCheckFailedEvent>;
  readonly pebbleCheckRecovered: BoundEvent<PebbleCheckRecoveredEvent>;
}

/** What a notice's event is made from. @throws {ContextError} when the agent did not say it */
export const readNotice = (
  context: HookContext,
): { readonly id: string; readonly type: string; readonly key: string } => ({
  id: contextValue(context, "noticeId"),
  type: contextValue(context, "noticeType"),
  key: contextValue(context, "noticeKey"),
});

/** What a check's event is made from. @throws {ContextError} when the agent did not say it */
export const readCheck = (context: HookContext): { readonly check: string } => ({
  check: contextValue(context, "checkName"),
});

/** Makes the events of a container. */
export const containerEvents = (unit: Unit, name: string): ContainerEvents => ({
  pebbleReady: bindEvent(`${name}-pebble-ready`, {
    make: () => new PebbleReadyEvent(unit.getContainer(name)),
  }),
  pebbleCustomNotice: bindEvent(`${name}-pebble-custom-notice`, {
    read: readNotice,
    make: (known) => {
      const workload = unit.getContainer(name);
      return new PebbleCustomNoticeEvent(workload, new LazyNotice(workload, known));
    },
  }),
  pebbleCheckFailed: bindEvent(`${name}-pebble-check-failed`, {
    read: readCheck,
    make: ({ check }) => {
      const workload = unit.getContainer(name);
      return new PebbleCheckFailedEvent(workload, new LazyCheckInfo(workload, check));
    },
  }),
  pebbleCheckRecovered: bindEvent(`${name}-pebble-check-recovered`, {
    read: readCheck,
    make: ({ check }) => {
      const workload = unit.getContainer(name);
      return new PebbleCheckRecoveredEvent(workload, new LazyCheckInfo(workload, check));
    },
  }),
});
