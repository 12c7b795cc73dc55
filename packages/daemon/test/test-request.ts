import type { ApiRequest, ApiResponse, Caller, Route } from "../src/api/request.ts";
import { createRouter } from "../src/api/router.ts";

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

const toRequest = (method: string, url: string, options: TestRequest): ApiRequest => {
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
    caller: options.caller ?? root,
    signal: options.signal ?? new AbortController().signal,
  };
};

const open = ({ status, body }: ApiResponse): TestResponse => {
  const text = typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array);
  const { result } = JSON.parse(text) as { readonly result: unknown };
  const message = status >= 400 ? ((result as { readonly message?: string }).message ?? "") : "";
  return { status, result, message };
};

/** Sends requests to routes in process, by way of the router. */
export type Ask = (method: string, url: string, options?: TestRequest) => Promise<TestResponse>;

/** Makes an {@link Ask} for some routes. */
export const askRoutes = (routes: readonly Route[]): Ask => {
  const answer = createRouter(routes);
  return async (method, url, options = {}) => open(await answer(toRequest(method, url, options)));
};
