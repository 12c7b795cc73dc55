import { type LogBatch, mapLines } from "./batch.ts";
import type { HttpForm } from "./delivery.ts";

/**
 * The body of a push to Loki: a stream for each service, with the target's labels and `pebble_service`.
 * @source pebble 1.32, docs/reference/log-forwarding.md; form and order seen at a receiver
 */
export const lokiBody = (batch: LogBatch): string => {
  const streams = batch.map((lines) => {
    const labels = [...lines.labels, ["pebble_service", lines.service] as const];
    const stream = Object.fromEntries(labels.sort(([a], [b]) => (a < b ? -1 : 1)));
    const values = mapLines(lines, (text, nanoseconds) => `["${nanoseconds}",${JSON.stringify(text)}]`);
    return `{"stream":${JSON.stringify(stream)},"values":[${values.join(",")}]}`;
  });
  return `{"streams":[${streams.join(",")}]}`;
};

/** How Loki is sent batches. */
export const lokiForm = (location: string): HttpForm => ({
  url: location,
  contentType: "application/json; charset=utf-8",
  failure: "",
  body: lokiBody,
});
