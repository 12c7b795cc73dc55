import type { Router } from "./api/router.ts";

/** What the daemon asks itself. */
export interface OwnRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What came of it, as far as anybody looks. */
export interface OwnAnswer {
  readonly change: string | undefined;
  /** Why it was refused. */
  readonly fault: string | undefined;
}

/** Asks the daemon's API as the daemon's own user. */
export type OwnRequests = (request: OwnRequest) => Promise<OwnAnswer>;

const readAnswer = (body: unknown): OwnAnswer => {
  // The answer is our own: these fields are what the API puts there.
  const { change, result } = JSON.parse(String(body)) as {
    readonly change?: string;
    readonly result: { readonly message?: string } | null;
  };
  return { change, fault: change === undefined ? result?.message : undefined };
};

/**
 * Makes the way by which the daemon does by itself what a client could ask for: what holds for clients, holds for it.
 * @source pebble 1.32, seen: the autostart has lines in the log of requests, and is refused where root may only read
 */
export const createOwnRequests =
  (answer: Router, uid: number): OwnRequests =>
  async ({ method, path, body }) => {
    const bytes = body === undefined ? [] : [new TextEncoder().encode(JSON.stringify(body))];
    const answered = await answer({
      method,
      path,
      url: () => path,
      query: () => new URLSearchParams(),
      header: () => undefined,
      body: (async function* () {
        yield* bytes;
      })(),
      peer: { transport: "unix", uid },
      signal: new AbortController().signal,
    });
    return readAnswer(answered.body);
  };
