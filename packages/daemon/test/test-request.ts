import { mayCall } from "../src/api/access.ts";
import { type Audit, createAudit } from "../src/api/audit.ts";
import type { Gate } from "../src/api/gate.ts";
import type { ApiResponse, ArrivedRequest, Caller, Route } from "../src/api/request.ts";
import { createRouter } from "../src/api/router.ts";
import { ApiError } from "../src/errors.ts";

/** Who asks, when a test does not say: root, over the Unix socket. */
export const root: Caller = { transport: "unix", uid: 0, access: "admin" };

/** What a test may say about a request. */
export interface TestRequest {
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly caller?: Caller;
  readonly signal?: AbortSignal;
}

/** An answer with its envelope opened. */
export interface TestResponse {
  readonly status: number;
  readonly result: unknown;
  /** The text of an error. */
  readonly message: string;
}

const toRequest = (method: string, url: string, options: TestRequest): ArrivedRequest => {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const { body } = options;
  const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
  return {
    method,
    path: pathname,
    url: () => url,
    query: () => searchParams,
    header: () => undefined,
    body: (async function* () {
      yield new TextEncoder().encode(text);
    })(),
    peer: { transport: (options.caller ?? root).transport },
    signal: options.signal ?? new AbortController().signal,
  };
};

/** All of the body of an answer, as text. */
export const readAnswer = async ({ body }: ApiResponse): Promise<string> => {
  if (typeof body === "string") return body;
  const pieces: string[] = [];
  for await (const piece of body instanceof Uint8Array ? [body] : body) {
    pieces.push(typeof piece === "string" ? piece : new TextDecoder().decode(piece));
  }
  return pieces.join("");
};

const open = async (answer: ApiResponse): Promise<TestResponse> => {
  const { status } = answer;
  const text = await readAnswer(answer);
  const { result } = JSON.parse(text) as { readonly result: unknown };
  const message = status >= 400 ? ((result as { readonly message?: string }).message ?? "") : "";
  return { status, result, message };
};

/** A gate that takes everybody for this caller. */
export const gateFor = (caller: Caller): Gate => ({
  admit: (_request, access) => {
    if (mayCall(caller, access)) return caller;
    throw new ApiError(401, "access denied", { kind: "login-required" });
  },
});

/** An audit that nobody reads. */
export const noAudit: Audit = createAudit(() => undefined);

/** Sends requests to routes in process, by way of the router. */
export type Ask = (method: string, url: string, options?: TestRequest) => Promise<TestResponse>;

/** Makes an {@link Ask} for some routes. */
export const askRoutes = (routes: readonly Route[]): Ask => {
  return async (method, url, options = {}) => {
    const answer = createRouter(routes, gateFor(options.caller ?? root));
    return open(await answer(toRequest(method, url, options)));
  };
};
