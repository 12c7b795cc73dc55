import { CobbleError, DecodeError, decode, type Schema } from "@cobble/wire";
import { type HookToolReply, HookToolRequest } from "../hook-tools/protocol.ts";
import type { ActionEnd } from "../unit/actions.ts";
import {
  type ActionLine,
  ActionRequest,
  type ConfigChanged,
  ConfigRequest,
  type ConfigRow,
  type ControlFault,
  DownRequest,
  type PodStatus,
} from "./protocol.ts";

/** What other processes may ask of a pod that is up. */
export interface PodControl {
  callTool(request: HookToolRequest): HookToolReply;
  status(): Promise<PodStatus>;
  config(): readonly ConfigRow[];
  /** @throws {ValueError} when a value cannot be taken; then none is */
  setConfig(request: ConfigRequest): Promise<ConfigChanged>;
  /**
   * Starts an action; the promise settles when it has ended, and never rejects.
   * @throws {ValueError} at once when there is no such action, or its parameters are wrong
   */
  runAction(request: ActionRequest, say: (line: string) => void): Promise<ActionEnd>;
  /** Begins to take the pod down. */
  down(request: DownRequest): void;
}

const fault = (status: number, body: ControlFault): Response => Response.json(body, { status });

const read = async <T>(request: Request, schema: Schema<T>): Promise<T> =>
  decode(schema, await request.json(), `body of ${new URL(request.url).pathname}`);

const actionLines = (pod: PodControl, action: ActionRequest): Response => {
  const encoder = new TextEncoder();
  let send: (line: ActionLine) => void = () => undefined;
  let close: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      send = (line) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      close = () => controller.close();
    },
    cancel: () => {
      // Who asked has gone; the action goes on, and has nobody to tell.
      send = () => undefined;
      close = () => undefined;
    },
  });
  void pod
    .runAction(action, (log) => send({ log }))
    .then(({ failure, results }) => {
      send({ end: { results: Object.fromEntries(results), ...(failure === undefined ? {} : { failure }) } });
      close();
    });
  return new Response(body, { headers: { "content-type": "application/x-ndjson" } });
};

const routes: Readonly<Record<string, (pod: PodControl, request: Request) => Promise<Response>>> = {
  "POST /hook-tool": async (pod, request) =>
    Response.json(pod.callTool(await read(request, HookToolRequest))),
  "GET /status": async (pod) => Response.json(await pod.status()),
  "GET /config": async (pod) => Response.json(pod.config()),
  "POST /config": async (pod, request) =>
    Response.json(await pod.setConfig(await read(request, ConfigRequest))),
  "POST /actions": async (pod, request) => actionLines(pod, await read(request, ActionRequest)),
  "POST /down": async (pod, request) => {
    pod.down(await read(request, DownRequest));
    return Response.json({});
  },
};

/** Answers a request to a pod that is up. What is wrong with it is in the answer. */
export const answerControl = async (pod: PodControl, request: Request): Promise<Response> => {
  const name = `${request.method} ${new URL(request.url).pathname}`;
  const route = routes[name];
  if (route === undefined)
    return fault(404, { kind: "no-route", message: `cannot answer ${name}: there is no such route` });
  try {
    return await route(pod, request);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DecodeError) {
      return fault(400, { kind: "decode", message: error.message });
    }
    if (error instanceof CobbleError) return fault(409, { kind: error.kind, message: error.message });
    throw error;
  }
};
