import { type LogBatch, mapLines } from "./batch.ts";
import type { HttpForm } from "./delivery.ts";

const attribute = (key: string, value: string): string =>
  `{"key":${JSON.stringify(key)},"value":{"stringValue":${JSON.stringify(value)}}}`;

/**
 * The body of an OTLP/HTTP request in JSON: a resource for each service, with its name as `service.name` and the target's
 * labels as attributes. Lines have a time and a text; how severe they are nobody knows.
 * @source pebble 1.32, docs/reference/layer-specification.md; form and order seen at a receiver
 * @source opentelemetry-proto 1.x, collector/logs/v1/logs_service.proto
 */
export const openTelemetryBody = (batch: LogBatch): string => {
  const resources = batch.map((lines) => {
    const attributes = [
      attribute("service.name", lines.service),
      ...[...lines.labels].map(([name, value]) => attribute(name, value)),
    ];
    const records = mapLines(
      lines,
      (text, nanoseconds) =>
        `{"timeUnixNano":"${nanoseconds}","body":{"stringValue":${JSON.stringify(text)}}}`,
    );
    const scope = `{"scope":{"name":"pebble"},"logRecords":[${records.join(",")}]}`;
    return `{"resource":{"attributes":[${attributes.join(",")}]},"scopeLogs":[${scope}]}`;
  });
  return `{"resourceLogs":[${resources.join(",")}]}`;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** What a receiver says that took only a part: `partialSuccess` of its answer. */
const partialSuccess = (answer: string): string | undefined => {
  if (answer === "") return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(answer);
  } catch {
    // An answer in another form says nothing that is understood here; the batch was taken.
    return undefined;
  }
  const partial = isRecord(parsed) ? parsed["partialSuccess"] : undefined;
  if (!isRecord(partial)) return undefined;
  const rejected = Number(partial["rejectedLogRecords"] ?? 0);
  const why = partial["errorMessage"];
  const message = typeof why === "string" && why !== "" ? `: ${why}` : "";
  return rejected > 0 || message !== "" ? `server rejected ${rejected} logs${message}` : undefined;
};

/** How a collector is sent batches; `location` is without the path of the API. */
export const openTelemetryForm = (location: string): HttpForm => ({
  url: `${location}/v1/logs`,
  contentType: "application/json",
  failure: "cannot send logs: ",
  body: openTelemetryBody,
  complaint: partialSuccess,
});
