import type { LogTarget, Plan } from "@cobble/plan";
import { LogTargetError } from "../../errors.ts";
import type { Delivery } from "./delivery.ts";
import { Forwarding, type ForwardingDeps } from "./forwarding.ts";

/** Sends what services write to the receivers of the plan. */
export interface LogTargetManager {
  /** Begins, changes and ends targets as the plan has them now. */
  planChanged(plan: Plan): void;
  /** Sends what waits, for a bounded time. Settles when all targets have ended; never rejects. */
  stop(): Promise<void>;
}

/** What the manager needs from around it. */
export interface LogTargetDeps extends ForwardingDeps {
  /** @throws {LogTargetError} when the target's location is none for its type */
  readonly createDelivery: (target: LogTarget) => Delivery;
}

/** Makes the manager; it sends nothing before it has heard of a plan. */
export const createLogTargetManager = (deps: LogTargetDeps): LogTargetManager => {
  const forwardings = new Map<string, Forwarding>();
  const ending = new Set<Promise<void>>();

  const end = (name: string): void => {
    const ended = forwardings.get(name)?.end();
    forwardings.delete(name);
    if (ended === undefined) return;
    ending.add(ended);
    void ended.then(() => ending.delete(ended));
  };

  /** The way to a target's receiver; `undefined`, and a word in the log, when there is none. */
  const deliveryTo = (target: LogTarget): Delivery | undefined => {
    try {
      return deps.createDelivery(target);
    } catch (error) {
      if (!(error instanceof LogTargetError)) throw error;
      deps.log.notice(`Cannot forward logs to target ${JSON.stringify(target.name)}: ${error.message}`);
      return undefined;
    }
  };

  const keep = (target: LogTarget, plan: Plan): void => {
    const known = forwardings.get(target.name);
    if (known?.sendsTo(target)) {
      known.update(target, plan);
      return;
    }
    const delivery = deliveryTo(target);
    if (delivery === undefined) {
      end(target.name);
      return;
    }
    known?.move(delivery);
    const forwarding = known ?? new Forwarding(target, delivery, deps);
    forwardings.set(target.name, forwarding);
    forwarding.update(target, plan);
  };

  return {
    planChanged: (plan) => {
      for (const name of forwardings.keys()) if (!plan.logTargets.has(name)) end(name);
      for (const target of plan.logTargets.values()) keep(target, plan);
    },
    stop: async () => {
      for (const name of forwardings.keys()) end(name);
      await Promise.all(ending);
    },
  };
};
