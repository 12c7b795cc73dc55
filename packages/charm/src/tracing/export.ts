/** Where spans are sent to. */
export interface TraceDestination {
  /** As in `http://tempo:4318/v1/traces`. */
  readonly url: string;
  /** The certificates to trust, in PEM; those of the system when absent. */
  readonly ca?: string | undefined;
}

/** Sends the body of one request; rejects when it was not taken. */
export type PostTraces = (
  destination: TraceDestination,
  request: { readonly body: string; readonly timeoutMs: number },
) => Promise<void>;

/** Bodies that could not be sent yet, of this dispatch and earlier ones. */
export interface TraceBuffer {
  /** Keeps a body; those of hooks that the charm observes outlast the others when there is too much. */
  add(body: string, options: { readonly observed: boolean }): Promise<void>;
  /** The names of what is kept: what is observed first, and of these the oldest. */
  list(): Promise<readonly string[]>;
  read(name: string): Promise<string>;
  remove(name: string): Promise<void>;
}

/** What an export needs. */
export interface ExportDeps {
  readonly post: PostTraces;
  readonly buffer: TraceBuffer;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
}

/** How long one request may take. */
const timeoutMs = 1_000;
/** After that long no other request is begun: the hook waits for them. */
const deadlineMs = 6_000;
/** How many bodies one dispatch sends at most. */
const maxSent = 10;

/**
 * Sends the spans of a dispatch, and those of earlier ones that could not be sent. What cannot be sent now is kept.
 * @param traces.destination undefined when nobody takes traces yet
 * @source ops 3.9, tracing/ops_tracing/_export.py
 */
export const exportTraces = async (
  { post, buffer, now }: ExportDeps,
  traces: {
    readonly body: string;
    readonly observed: boolean;
    readonly destination: TraceDestination | undefined;
  },
): Promise<void> => {
  const { body, observed, destination } = traces;
  if (destination === undefined) return buffer.add(body, { observed });
  const end = now() + deadlineMs;
  try {
    await post(destination, { body, timeoutMs });
  } catch {
    // A collector that is away for a while is nothing a charm could do about; it is tried again in the next hook.
    return buffer.add(body, { observed });
  }
  for (const name of (await buffer.list()).slice(0, maxSent - 1)) {
    if (now() > end) return;
    try {
      await post(destination, { body: await buffer.read(name), timeoutMs });
    } catch {
      // As above.
      return;
    }
    await buffer.remove(name);
  }
};
