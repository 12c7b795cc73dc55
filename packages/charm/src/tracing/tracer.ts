import { AsyncLocalStorage } from "node:async_hooks";
import type { Span, SpanAttributes, SpanStart, Trace } from "./trace.ts";

/** A piece of work that has ended. */
export interface FinishedSpan extends SpanStart {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** That of the span around it; absent for the first. */
  readonly parentSpanId?: string | undefined;
  /** In microseconds since 1970. */
  readonly startUs: number;
  readonly endUs: number;
  readonly attributes: SpanAttributes;
  /** What it threw; absent when it ended well. */
  readonly error?: unknown;
}

/** What a tracer needs of the world. */
export interface TracerDeps {
  /** Microseconds since 1970. */
  readonly nowUs: () => number;
  /** That many random bytes, as hexadecimal digits. */
  readonly randomHex: (bytes: number) => string;
  /** Where spans are put when they have ended; a list of the tracer's own when absent. */
  readonly finished?: FinishedSpan[];
}

/** Remembers the spans of one dispatch, which are all of one trace. */
export class Tracer {
  readonly traceId: string;
  /** What has ended so far. */
  readonly finished: FinishedSpan[];
  readonly #deps: TracerDeps;
  readonly #current = new AsyncLocalStorage<string>();

  constructor(deps: TracerDeps) {
    this.#deps = deps;
    this.finished = deps.finished ?? [];
    this.traceId = deps.randomHex(16);
  }

  /** {@link Trace} of this tracer: the span around is the one in which it is called. */
  readonly trace: Trace = async (start, run) => {
    const { nowUs, randomHex } = this.#deps;
    const parentSpanId = this.#current.getStore();
    const spanId = randomHex(8);
    const startUs = nowUs();
    const end = (result: { readonly error?: unknown }): void => {
      const { traceId } = this;
      const attributes = start.attributes ?? {};
      this.finished.push({
        ...start,
        ...result,
        attributes,
        traceId,
        spanId,
        parentSpanId,
        startUs,
        endUs: nowUs(),
      });
    };
    const span: Span = { traceparent: `00-${this.traceId}-${spanId}-01` };
    try {
      const result = await this.#current.run(spanId, async () => run(span));
      end({});
      return result;
    } catch (error) {
      end({ error });
      throw error;
    }
  };
}
