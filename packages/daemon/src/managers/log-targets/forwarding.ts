import { type LogTarget, logsGoTo, type Plan } from "@cobble/plan";
import type { Clock, Logger } from "../../deps.ts";
import type { LogRun } from "../../log-lines/log-run.ts";
import type { Delivery } from "./delivery.ts";
import { labelsOf } from "./labels.ts";
import { TargetRunner } from "./target.ts";

/** Where the lines of services come from. */
export interface LogSource {
  /** All that is kept of one service. */
  runs(service: string): readonly LogRun[];
  /** Passes on each new run of lines of the services that are wanted, until it is told otherwise. */
  subscribe(subscriber: {
    readonly wants: (service: string) => boolean;
    readonly read: (run: LogRun) => void;
  }): LogSubscription;
}

/** A say in which lines come. */
interface LogSubscription {
  /** Asks again which services are wanted. */
  refresh(): void;
  unsubscribe(): void;
}

/** What the forwarding of logs needs from around it. */
export interface ForwardingDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  readonly logs: LogSource;
}

/** One target of the plan with its receiver: hears of the lines of its services and passes them on. */
export class Forwarding {
  readonly #logs: ForwardingDeps["logs"];
  readonly #runner: TargetRunner;
  readonly #subscription: LogSubscription;
  /** Services whose kept lines it was given: they are given once for all, whatever the plan says later. */
  readonly #begun = new Set<string>();
  #target: LogTarget;
  #plan: Plan | undefined;

  constructor(target: LogTarget, delivery: Delivery, deps: ForwardingDeps) {
    this.#target = target;
    this.#logs = deps.logs;
    this.#runner = new TargetRunner(target.name, delivery, {
      ...deps,
      labelsOf: (service) => labelsOf(this.#target, this.#plan?.services.get(service)),
    });
    this.#subscription = deps.logs.subscribe({
      wants: (service) => this.#begun.has(service) && logsGoTo(this.#target, service),
      read: (run) => this.#runner.push(run),
    });
  }

  /** Whether it sends to the receiver that `target` names. */
  sendsTo(target: LogTarget): boolean {
    return this.#target.type === target.type && this.#target.location === target.location;
  }

  /**
   * Goes on as the plan has the target now. A service that it has not sent before it sends from the oldest line that is
   * kept on. @source pebble 1.32, seen: a target added while services run
   */
  update(target: LogTarget, plan: Plan): void {
    this.#target = target;
    this.#plan = plan;
    for (const service of plan.services.keys()) {
      if (this.#begun.has(service) || !logsGoTo(target, service)) continue;
      this.#begun.add(service);
      for (const run of this.#logs.runs(service)) this.#runner.push(run);
    }
    this.#subscription.refresh();
  }

  /** Sends to another receiver from now on, what waits too. */
  move(delivery: Delivery): void {
    this.#runner.move(delivery);
  }

  /** Sends what waits, for a bounded time, and lets go of the receiver. Never rejects. */
  end(): Promise<void> {
    this.#subscription.unsubscribe();
    return this.#runner.stop();
  }
}
