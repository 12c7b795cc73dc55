/** What is said of a span. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A piece of work that is about to begin. */
export interface SpanStart {
  readonly name: string;
  /** Whether it waits for somebody else's answer. */
  readonly kind?: "internal" | "client";
  readonly attributes?: SpanAttributes;
}

/** A piece of work that goes on. */
export interface Span {
  /** What makes another program's spans part of this one, as in `00-4bf92f…-00f067…-01`; undefined when nothing is traced. */
  readonly traceparent: string | undefined;
}

/** Runs a piece of work within a span of its own; what it returns or throws comes back. */
export type Trace = <R>(start: SpanStart, run: (span: Span) => R | Promise<R>) => Promise<R>;

/** Runs the work, and remembers nothing. */
export const untraced: Trace = async (_start, run) => run({ traceparent: undefined });
