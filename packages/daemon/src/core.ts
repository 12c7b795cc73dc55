/**
 * The supervisor without an operating system: whoever brings a clock, processes, files and users gets a {@link Daemon} that
 * answers requests. It is what `@cobble/testing` puts its supervisors together from, and runs on Node >= 20 and Bun: what it
 * imports may not need Bun. It imports `@cobble/wire` and `@cobble/plan`.
 *
 * @example
 * import { createMemoryStore, readTarget } from "@cobble/daemon/core";
 *
 * console.log(readTarget("/v1/services?names=web")?.path, createMemoryStore().load("notice").length); // /v1/services 0
 */
export type { ApiResponse, ArrivedRequest, Peer, UpgradeOffer } from "./api/request.ts";
export { type ContextLookup, createDaemon, type Daemon, type DaemonDeps } from "./daemon.ts";
export { createDeferred, type Deferred } from "./deferred.ts";
export type { Clock, Logger, Timer } from "./deps.ts";
export { DaemonError, FileError, TaskError } from "./errors.ts";
export type { CheckOutcome, CheckRunner } from "./managers/checks/runner.ts";
export type { Secrets } from "./managers/identities/secrets.ts";
export type { HttpPost, LogSenders, LogSocket, SyslogAddress } from "./managers/log-targets/senders.ts";
export type { AtomicFile, FileAttributes } from "./os/atomic-file.ts";
export { certificateFault, readCertificate } from "./os/client-certificate.ts";
export { fileError } from "./os/errno.ts";
export type { ExecOptions, ExecProcess, SpawnExec } from "./os/exec-process.ts";
export type { Programs } from "./os/executable.ts";
export type { DirectoryEntry, FileFacts, Files } from "./os/files.ts";
export type { OpenFile } from "./os/open-file.ts";
export type { ProcessInput } from "./os/process-input.ts";
export type { ProcessOutput } from "./os/process-output.ts";
export type { GroupUsage, ProcessUsage } from "./os/process-usage.ts";
export type { Process, Processes } from "./os/processes.ts";
export type { ProcessEnd } from "./os/spawn.ts";
export type { SpawnSpec } from "./os/spawn-spec.ts";
export {
  type Account,
  type AccountTables,
  createUsers,
  type Group,
  type Ids,
  type Users,
  usersOf,
} from "./os/users.ts";
export type { Connection } from "./os/websocket.ts";
export { type RequestTarget, readQuery, readTarget } from "./request-target.ts";
export { createMemoryStore } from "./state/memory-store.ts";
export type { StateStore } from "./state/store.ts";
