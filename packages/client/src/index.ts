/**
 * Typed calls to a supervisor, by noun, over a Unix socket, HTTP, HTTPS, or a transport of your own. It runs on Node >= 20 and on
 * Bun, and imports only `@cobble/wire`; `ws` and `@fastify/busboy` are loaded when a command is run or a file is read.
 *
 * @example
 * import { createClient, PathError } from "@cobble/client";
 *
 * const client = createClient({ socketPath: "/var/lib/pebble/default/.pebble.socket" });
 * const change = await client.services.start(["web"]);
 * await client.changes.waitDone(change, { timeoutMs: 30_000 });
 * await client.files.write("/etc/web.conf", "port = 80\n", { makeDirs: true }).catch((error) => {
 *   if (error instanceof PathError && error.kind === "permission-denied") console.log("not allowed:", error.path);
 *   else throw error;
 * });
 */
export type { CallOptions, ChangeId } from "./call-options.ts";
export type { ChangeCalls } from "./changes.ts";
export type { CheckCalls } from "./checks.ts";
export type { Client } from "./client.ts";
export * from "./create-client.ts";
export * from "./errors.ts";
export type { EventCalls } from "./events.ts";
export type { ExecCalls, ExecOptions } from "./exec.ts";
export type { ExecProcess } from "./exec-process.ts";
export type { FileCalls, FileOwner, FileSource } from "./files.ts";
export type { HealthCalls } from "./health.ts";
export type { IdentityCalls } from "./identities.ts";
export type { LayerCalls } from "./layers.ts";
export type { LogCalls, LogQuery } from "./logs.ts";
export type { NoticeCalls, NoticeFilter } from "./notices.ts";
export type { PairingCalls } from "./pairing.ts";
export type { PlanCalls } from "./plan.ts";
export type { ServiceCalls } from "./services.ts";
export type { SignalCalls } from "./signals.ts";
export type { SystemCalls } from "./system.ts";
export * from "./transport/in-process.ts";
export { openTransport } from "./transport/open-transport.ts";
export type * from "./transport/transport.ts";
