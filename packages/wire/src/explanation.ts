import { anything, array, type Infer, integer, object, oneOf, record, string } from "./schema.ts";

/**
 * What a cause of a service's state is about. The state itself: `running`, `starting`, `stopping`, `waiting` (for its next
 * start), `ended` (by itself, and left so), `stopped`, `cannot-start`, `never-started`. What led to it: `exited`, `killed`,
 * `out-of-memory`, `restarted`, `check-down`, `change`, `held` (by a failed task), `queued` (behind a running task),
 * `disabled`, `not-asked`. What stands in the way: `missing` (a program, interpreter, directory or user), `dependency`.
 * What else there is to know: `output`, `check-failing`, `config-changed`.
 */
export const causeKinds = [
  "running",
  "starting",
  "stopping",
  "waiting",
  "ended",
  "stopped",
  "cannot-start",
  "never-started",
  "exited",
  "killed",
  "out-of-memory",
  "restarted",
  "check-down",
  "change",
  "held",
  "queued",
  "disabled",
  "not-asked",
  "missing",
  "dependency",
  "output",
  "check-failing",
  "config-changed",
] as const;
/** One of {@link causeKinds}. */
export type CauseKind = (typeof causeKinds)[number];

/** One link of the chain that explains a state: in words, and as data that depend on the kind. */
export const Cause = object(
  { kind: oneOf(causeKinds), text: string({ description: "a clause whose subject is the service" }) },
  { data: record(anything()) },
);
/** One link of the chain that explains a state. */
export type Cause = Infer<typeof Cause>;

/** A setting that matters for the state, and where it comes from; one that no layer sets has its default and no layer. */
export const ExplainedSetting = object(
  {
    field: string({ description: "as in a layer; keys and items behind a dot: on-check-failure.up" }),
  },
  {
    value: string({ description: "absent for variables of the environment" }),
    layer: string({ description: "the label of the layer that set it last" }),
    file: string({ description: "absent for a layer that a client has added" }),
    line: integer(),
    column: integer(),
  },
);
/** A setting that matters for the state, and where it comes from. */
export type ExplainedSetting = Infer<typeof ExplainedSetting>;

/** The answer of `GET /v1/services/NAME/explanation` (read): why the service is in its state. Not in the reference. */
export const Explanation = object(
  {
    service: string(),
    startup: string(),
    current: string(),
    summary: string({ description: "the state and its main cause, in one line" }),
    chain: array(Cause, {
      description: "the state first, then what led to it, then what else there is to know",
    }),
    settings: array(ExplainedSetting),
  },
  { "current-since": string() },
);
/** The answer of `GET /v1/services/NAME/explanation`. */
export type Explanation = Infer<typeof Explanation>;
