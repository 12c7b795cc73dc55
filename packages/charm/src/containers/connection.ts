import { type Client, ConnectionError } from "@cobble/client";

/** What a connection is made from. */
export interface ConnectionDeps {
  /** Is asked for when it is called, not before: most hooks speak to no container. */
  readonly client: Client;
  /** How long a call waits for a supervisor that cannot be reached yet. */
  readonly connectTimeoutMs: number;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
}

/** Between two tries; a supervisor is ready in about that time. */
const retryMs = 20;

/** Calls to one container's supervisor, which may be starting just now. */
export class Connection {
  readonly #deps: ConnectionDeps;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
  }

  /** What calls are made with. */
  get client(): Client {
    return this.#deps.client;
  }

  /**
   * Makes a call, and makes it again while nobody listens on the socket, until the time to connect is over.
   * @throws {ConnectionError} when nobody listened all that time, or when the connection broke later
   */
  async call<T>(run: (client: Client) => Promise<T>): Promise<T> {
    const { client } = this;
    const { connectTimeoutMs, now, delay } = this.#deps;
    const deadline = now() + connectTimeoutMs;
    for (;;) {
      try {
        return await run(client);
      } catch (error) {
        // What the supervisor may have heard must not be sent again: it could be done twice.
        const unheard = error instanceof ConnectionError && error.unreachable;
        if (!unheard || now() >= deadline) throw error;
      }
      await delay(retryMs);
    }
  }
}
