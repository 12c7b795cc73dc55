import { decode, type Schema } from "@cobble/wire";
import { ControlError, ValueError } from "../errors.ts";
import {
  ActionLine,
  type ActionRequest,
  ConfigChanged,
  type ConfigRequest,
  ConfigRows,
  ControlFault,
  type DownRequest,
  PodStatus,
} from "./protocol.ts";

/** Sends a request over a Unix socket: `fetch`, or a test's own. */
export type SendRequest = (path: string, init: RequestInit) => Promise<Response>;

/** The calls of a pod that is up, for other terminals. */
export interface PodClient {
  status(): Promise<PodStatus>;
  config(): Promise<typeof ConfigRows extends Schema<infer T> ? T : never>;
  /** @throws {ValueError} when a value cannot be taken; then none is */
  setConfig(request: ConfigRequest): Promise<ConfigChanged>;
  /**
   * Runs an action and gives its lines; the last has `end`.
   * @throws {ValueError} when there is no such action, or its parameters are wrong
   */
  runAction(request: ActionRequest): AsyncIterable<ActionLine>;
  /** Begins to take the pod down, and settles before it is. */
  down(request: DownRequest): Promise<void>;
}

const toError = async (response: Response, path: string): Promise<Error> => {
  const { kind, message } = decode(ControlFault, await response.json(), `answer of ${path}`);
  return kind === "value" ? new ValueError(message) : new ControlError(kind, message);
};

async function* readLines(response: Response): AsyncIterable<string> {
  try {
    yield* splitLines(response);
  } catch (cause) {
    throw new ControlError("no-answer", "cannot hear more of the pod: its runner has gone", { cause });
  }
}

async function* splitLines(response: Response): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

/**
 * The calls of a pod.
 * @param send how requests reach it; calls reject with a {@link ControlError} when it does not answer
 */
export const createPodClient = (send: SendRequest): PodClient => {
  const ask = async (path: string, body?: unknown): Promise<Response> => {
    let response: Response;
    try {
      response = await send(path, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
    } catch (cause) {
      throw new ControlError("no-answer", "cannot reach the pod: its runner does not answer", { cause });
    }
    if (!response.ok) throw await toError(response, path);
    return response;
  };
  const get = async <T>(path: string, schema: Schema<T>, body?: unknown): Promise<T> =>
    decode(schema, await (await ask(path, body)).json(), `answer of ${path}`);
  return {
    status: () => get("/status", PodStatus),
    config: () => get("/config", ConfigRows),
    setConfig: (request) => get("/config", ConfigChanged, request),
    async *runAction(request) {
      const response = await ask("/actions", request);
      for await (const line of readLines(response))
        yield decode(ActionLine, JSON.parse(line), "line of /actions");
    },
    down: async (request) => {
      await ask("/down", request);
    },
  };
};
