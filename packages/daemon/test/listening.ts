import { mkdtempSync, rmSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type ChangeInfo, type ExecRequest, execEndFrame, type TaskInfo } from "@cobble/wire";
import WebSocket from "ws";
import { type Audit, createAudit } from "../src/api/audit.ts";
import { createChangesHandlers } from "../src/api/changes.ts";
import { createExecHandler } from "../src/api/exec.ts";
import { createFileHandlers } from "../src/api/files.ts";
import type { Handler, Route } from "../src/api/request.ts";
import { createRouter } from "../src/api/router.ts";
import { createTaskHandler, createTaskUpgrade } from "../src/api/tasks.ts";
import type { Clock } from "../src/deps.ts";
import { Engine } from "../src/engine/engine.ts";
import { createExecManager, type ExecDeps } from "../src/managers/exec/manager.ts";
import { createSystemClock } from "../src/os/clock.ts";
import { createSpawnExec } from "../src/os/exec-process.ts";
import { createPrograms } from "../src/os/executable.ts";
import { createFiles } from "../src/os/files.ts";
import { listenHttp } from "../src/os/http-listener.ts";
import { createUsers } from "../src/os/users.ts";
import { createMemoryStore } from "../src/state/memory-store.ts";
import { gateFor } from "./test-request.ts";

/** An answer, its body whole. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  /** The `result` of a JSON answer. */
  readonly result: unknown;
  readonly change: string | undefined;
}

/** What a request is sent with. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
}

/** A command and what became of it. */
export interface Ran {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: unknown;
  readonly task: TaskInfo;
  readonly change: ChangeInfo;
}

/** Files and commands behind a real socket in a temporary folder. */
export interface Listening extends AsyncDisposable {
  readonly directory: string;
  readonly socketPath: string;
  readonly engine: Engine;
  readonly log: readonly string[];
  /** The security events, each as its name and text. */
  readonly events: readonly string[];
  send(method: string, path: string, sent?: Sent): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Asks for a command and returns the task and change, with no websocket open yet. */
  start(request: ExecRequest): Promise<{ readonly taskId: string; readonly change: string }>;
  open(taskId: string, channel: string): Promise<WebSocket>;
  /** Runs a command to its end. */
  run(request: ExecRequest, input?: string): Promise<Ran>;
  ready(change: string): Promise<ChangeInfo>;
}

const readAll = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Sends a request and gives back the answer, its body not read. */
export const sendRaw = (
  socketPath: string,
  target: { readonly method: string; readonly path: string },
  sent: Sent = {},
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({ socketPath, ...target, headers: { ...sent.headers } }, resolve);
    request.on("error", reject);
    const { body } = sent;
    if (body === undefined || typeof body === "string" || Buffer.isBuffer(body)) request.end(body);
    else body.pipe(request);
  });

const parseAnswer = (body: Buffer): { readonly result?: unknown; readonly change?: string } => {
  try {
    return JSON.parse(body.toString());
  } catch {
    // Some answers are no JSON; the test looks at the bytes then.
    return {};
  }
};

const routesOf = (options: {
  readonly engine: Engine;
  readonly exec: ReturnType<typeof createExecManager>;
  readonly clock: Clock;
  readonly audit: Audit;
}): readonly Route[] => {
  const files = createFileHandlers({
    users: createUsers(process.getuid?.() ?? 0),
    files: createFiles(),
    clock: options.clock,
    audit: options.audit,
  });
  const changes = createChangesHandlers(options);
  const admin = (method: "GET" | "POST", path: string, handle: Handler): Route => ({
    method,
    path,
    access: "admin",
    handle,
  });
  return [
    admin("GET", "/v1/files", files.get),
    admin("POST", "/v1/files", files.post),
    admin("POST", "/v1/exec", createExecHandler(options.exec, options.audit)),
    admin("GET", "/v1/tasks/{id}/websocket/{channel}", createTaskHandler(options.exec)),
    admin("POST", "/v1/changes/{id}", changes.act),
    admin("GET", "/v1/changes/{id}/wait", changes.wait),
  ];
};

/** Gathers what comes through a websocket until the end is said. */
export const collect = async (socket: WebSocket): Promise<string> => {
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve) => {
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) chunks.push(data);
      else if (data.toString() === execEndFrame) resolve();
    });
    socket.on("close", () => resolve());
  });
  return Buffer.concat(chunks).toString();
};

/** Opens a socket; disposing of it ends every command and removes the folder. */
export const startListening = async (
  options: Partial<Pick<ExecDeps, "clock" | "environment" | "serviceContext">> & {
    readonly access?: "admin" | "read";
  } = {},
): Promise<Listening> => {
  const directory = mkdtempSync(join(tmpdir(), "cobble-listening-"));
  const socketPath = join(directory, "socket");
  const clock = options.clock ?? createSystemClock();
  const lines: string[] = [];
  const events: string[] = [];
  const audit = createAudit(({ name, description }) => void events.push(`${name} ${description}`));
  const log = { notice: (text: string) => void lines.push(text), debug: () => undefined };
  const engine = new Engine({ clock, log, store: createMemoryStore() });
  const exec = createExecManager({
    clock,
    engine,
    log,
    users: createUsers(process.getuid?.() ?? 0),
    programs: createPrograms(),
    spawn: createSpawnExec(),
    environment: options.environment ?? { PATH: process.env["PATH"] ?? "", HOME: directory },
    uid: process.getuid?.() ?? 0,
    serviceContext: options.serviceContext ?? (() => undefined),
  });
  const gate = gateFor({ transport: "unix", uid: 0, access: options.access ?? "admin" });
  const listener = await listenHttp(
    { path: socketPath },
    {
      answer: createRouter(routesOf({ engine, exec, clock, audit }), gate),
      upgrade: createTaskUpgrade({ exec, gate, clock, log }),
    },
  );
  const send: Listening["send"] = async (method, path, sent) => {
    const message = await sendRaw(socketPath, { method, path }, sent);
    const body = await readAll(message);
    const { result, change } = parseAnswer(body);
    return { status: message.statusCode ?? 0, headers: message.headers, body, result, change };
  };
  const post: Listening["post"] = (path, body) =>
    send("POST", path, {
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const ready: Listening["ready"] = async (change) =>
    (await send("GET", `/v1/changes/${change}/wait?timeout=20s`)).result as ChangeInfo;
  const start: Listening["start"] = async (request) => {
    const { status, result, change, body } = await post("/v1/exec", request);
    if (status !== 202 || change === undefined) throw new Error(body.toString());
    return { taskId: (result as { readonly "task-id": string })["task-id"], change };
  };
  const open: Listening["open"] = (taskId, channel) =>
    new Promise((resolve, reject) => {
      const url = `ws+unix:${socketPath}:/v1/tasks/${taskId}/websocket/${channel}`;
      const socket = new WebSocket(url, { perMessageDeflate: false });
      socket.on("open", () => resolve(socket));
      socket.on("error", reject);
      socket.on("unexpected-response", (_request, response) => {
        readAll(response).then((body) => reject(new Error(`${response.statusCode} ${body}`)), reject);
      });
    });
  const run: Listening["run"] = async (request, input = "") => {
    const { taskId, change } = await start(request);
    const control = await open(taskId, "control");
    const stderr = request["split-stderr"] === true ? await open(taskId, "stderr") : undefined;
    const stdio = await open(taskId, "stdio");
    const texts = Promise.all([collect(stdio), stderr === undefined ? "" : collect(stderr)]);
    if (input !== "") stdio.send(Buffer.from(input));
    stdio.send(execEndFrame);
    const [output, errors] = await texts;
    const info = await ready(change);
    for (const socket of [control, stdio, stderr]) socket?.terminate();
    const [task] = info.tasks ?? [];
    if (task === undefined) throw new Error(`no task in change ${change}`);
    return { output, errors, exitCode: task.data?.["exit-code"], task, change: info };
  };
  return {
    directory,
    socketPath,
    engine,
    log: lines,
    events,
    send,
    post,
    start,
    open,
    run,
    ready,
    [Symbol.asyncDispose]: async () => {
      const left = engine.list().filter((change) => change.readyTime === undefined);
      engine.stop();
      await Promise.all(left.map((change) => engine.wait(change)));
      await listener.close();
      rmSync(directory, { recursive: true });
    },
  };
};
