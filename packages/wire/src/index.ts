/**
 * The protocol: every request and answer of the supervisor's HTTP API as a schema and a type, the codecs for times and
 * durations, and the table of errors. Everything else in Cobble agrees here, so this package imports nothing.
 *
 * @example
 * import { decode, parseDurationMs, ServiceInfos } from "@cobble/wire";
 *
 * const infos = decode(ServiceInfos, [{ name: "web", startup: "enabled", current: "active" }], "services");
 * console.log(infos[0]?.name, parseDurationMs("1m30s")); // web 90000
 */
export * from "./changes.ts";
export * from "./checks.ts";
export * from "./decode.ts";
export * from "./duration.ts";
export * from "./envelope.ts";
export * from "./errors.ts";
export * from "./events.ts";
export * from "./exec.ts";
export * from "./explanation.ts";
export * from "./files.ts";
export * from "./health.ts";
export * from "./identities.ts";
export * from "./layers.ts";
export * from "./logs.ts";
export * from "./notices.ts";
export * from "./pairing.ts";
export * from "./plan.ts";
export * from "./quoted.ts";
export * from "./replan.ts";
export * from "./schema.ts";
export * from "./services.ts";
export * from "./signals.ts";
export * from "./stats.ts";
export * from "./system-info.ts";
export * from "./tasks.ts";
export * from "./time.ts";
