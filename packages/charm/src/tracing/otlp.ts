import { messageOf } from "../describe-error.ts";
import type { SpanAttributes } from "./trace.ts";
import type { FinishedSpan } from "./tracer.ts";

const encodeValue = (value: SpanAttributes[string]): unknown => {
  switch (typeof value) {
    case "string":
      return { stringValue: value };
    case "boolean":
      return { boolValue: value };
    case "number":
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
    default:
      return { arrayValue: { values: value.map((each) => ({ stringValue: each })) } };
  }
};

const encodeAttributes = (attributes: SpanAttributes): unknown =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: encodeValue(value) }));

/** Nanoseconds as decimal digits: a number could not say them exactly. */
const nanos = (us: number): string => `${Math.round(us)}000`;

const failure = ({ error, endUs }: FinishedSpan): object => {
  if (error === undefined) return { status: {} };
  const attributes = {
    "exception.type": error instanceof Error ? error.name : typeof error,
    "exception.message": messageOf(error),
    ...(error instanceof Error && error.stack !== undefined && { "exception.stacktrace": error.stack }),
  };
  return {
    status: { code: 2, message: String(error) },
    events: [{ name: "exception", timeUnixNano: nanos(endUs), attributes: encodeAttributes(attributes) }],
  };
};

const kinds = { internal: 1, client: 3 } as const;

const encodeSpan = (span: FinishedSpan): unknown => ({
  name: span.name,
  kind: kinds[span.kind ?? "internal"],
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
  flags: 0x100,
  startTimeUnixNano: nanos(span.startUs),
  endTimeUnixNano: nanos(span.endUs),
  attributes: encodeAttributes(span.attributes),
  ...failure(span),
});

/**
 * Writes spans as the body of an OTLP request over HTTP with JSON.
 * @param resource what all of them are of
 * @source OpenTelemetry protocol 1.x, opentelemetry/proto/trace/v1; ops 3.9, tracing/ops_tracing/_otlp_json.py
 */
export const encodeSpans = (spans: readonly FinishedSpan[], resource: SpanAttributes): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: encodeAttributes(resource) },
        scopeSpans: [{ scope: { name: "@cobble/charm" }, spans: spans.map(encodeSpan) }],
      },
    ],
  });
