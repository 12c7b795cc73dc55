import { combineLayers, PlanError, parseLayer, printPlan } from "@cobble/plan";

/** The plan of layers given as text, as it prints. */
export const planOf = (...texts: readonly string[]): string =>
  printPlan(combineLayers(texts.map((text, i) => parseLayer(text, { label: `l${i}` }))));

/** The error of layers that make no plan. */
export const planErrorOf = (...texts: readonly string[]): PlanError => {
  try {
    planOf(...texts);
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
  throw new Error("the layers make a plan");
};

/** A layer with one service `a` that has these fields. */
export const service = (fields: string): string => `services: {a: {${fields}}}`;

/** A layer with one check `a` that has these fields. */
export const check = (fields: string): string => `checks: {a: {${fields}}}`;

/** A layer with one log target `a` that has these fields. */
export const logTarget = (fields: string): string => `log-targets: {a: {${fields}}}`;

/** A layer with one service `a` in which everything is set. */
export const full = service(
  `override: replace, command: c, summary: s, description: d, startup: enabled, after: [x], before: [z],
   environment: {A: 1, B: 2}, user: root, user-id: 0, group: g, group-id: 1, working-dir: /w, on-success: ignore,
   on-failure: ignore, on-check-failure: {k: ignore}, backoff-delay: 1s, backoff-factor: 3, backoff-limit: 2s,
   kill-delay: 3s`,
);
