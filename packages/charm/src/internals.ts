/**
 * What `@cobble/testing` needs of the framework and charms do not: how stored values are written, what events are made from,
 * how spans are remembered, how security events are told, and the files of this machine. It may change with any version.
 *
 * @example
 * import { decodeStored, encodeStored } from "@cobble/charm/internals";
 *
 * console.log(decodeStored(encodeStored(new Set([1]), { name: "seen" }))); // Set(1) { 1 }
 */
export { charmEmitter } from "./events/event.ts";
export { readHookFacts } from "./events/hook-facts.ts";
export { decodeStored, encodeStored } from "./framework/stored-values.ts";
export type { NetworkFacts } from "./hook-tools/network.ts";
export { createLocalFiles } from "./os/local-files.ts";
export { userId } from "./os/process.ts";
export { securityLog, tellRefusals } from "./security-log.ts";
export { traceTools, traceTransport } from "./tracing/traced.ts";
export { type FinishedSpan, Tracer } from "./tracing/tracer.ts";
