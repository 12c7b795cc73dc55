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
export type * from "./client.ts";
export * from "./create-client.ts";
export * from "./errors.ts";
export * from "./transport/in-process.ts";
export { openTransport } from "./transport/open-transport.ts";
export type * from "./transport/transport.ts";
