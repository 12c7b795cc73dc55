import { emptyService, type Service } from "@cobble/plan";
import type { Explanation } from "@cobble/wire";
import { explainService } from "../../../../src/managers/services/explain/explain.ts";
import type { ChangeFact, ServiceFacts } from "../../../../src/managers/services/explain/facts.ts";
import type { ServiceEnd } from "../../../../src/managers/services/record.ts";
import { initialServiceState } from "../../../../src/managers/services/state.ts";

/** In microseconds. */
export const second = 1e6;
/** When all cases are asked. */
export const now = 1_000 * second;
/** A third restart in a row. */
export const backoff = { count: 3, delayMs: 2000 };

/** The service of all cases. */
export const web: Service = { ...emptyService("web"), override: "replace", command: "web" };

/** The facts of a service that has never been started, but for what a case is about. */
export const factsOf = (facts: Partial<ServiceFacts>): ServiceFacts => ({
  now,
  daemonSince: now - 100 * second,
  service: web,
  state: initialServiceState,
  record: { restarts: 0 },
  changes: [],
  output: [],
  requires: [],
  requiredBy: [],
  checks: [],
  missing: [],
  origins: [],
  ...facts,
});

/** The explanation of facts that differ from none in these. */
export const explain = (facts: Partial<ServiceFacts>): Explanation => explainService(factsOf(facts));

/** The chain as lines of kind and text. */
export const chainOf = (facts: Partial<ServiceFacts>): readonly string[] =>
  explain(facts).chain.map(({ kind, text }) => `${kind}: ${text}`);

/** The last change of the service, ten seconds ago. */
export const change = (fields: Partial<ChangeFact> & Pick<ChangeFact, "task">): ChangeFact => ({
  id: "5",
  kind: "start",
  summary: 'Start service "web"',
  status: fields.task.status,
  ready: true,
  at: now - 10 * second,
  stops: [],
  ...fields,
});

/** Its task that starts the service. */
export const startTask = (status: "Do" | "Done" | "Error" | "Hold") =>
  ({ kind: "start", summary: 'Start service "web"', status, service: "web" }) as const;
/** Its task that has stopped the service. */
export const stopTask = {
  kind: "stop",
  summary: 'Stop service "web"',
  status: "Done",
  service: "web",
} as const;

/** An end with code 3, a second ago, after three seconds. */
export const ended = (fields: Partial<ServiceEnd>): ServiceEnd => ({
  at: now - second,
  startedAt: now - 4 * second,
  code: 3,
  ...fields,
});
