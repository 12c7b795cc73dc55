import { formatTime, type Micros } from "@cobble/wire";
import { SendError } from "../../errors.ts";
import type { LogRun } from "../../log-lines/log-run.ts";
import type { LogBatch, ServiceLines } from "./batch.ts";
import type { Delivery } from "./delivery.ts";
import type { Labels } from "./labels.ts";
import type { LogSocket } from "./senders.ts";

/** Facility user, severity notice: what a line is about, and how severe it is, nobody knows. */
const priority = 13;

/** Canonical's number among enterprises is what makes the element's name its own. */
const structuredDataId = "pebble@28978";

const maxNameLength = 32;
const maxAppNameLength = 48;
const maxHostNameLength = 255;
const newline = 10;

/** A field of the header: printable characters of ASCII without spaces, `-` when there is none. */
const headerField = (text: string, maxLength: number): string =>
  text.replaceAll(/[^!-~]/gu, "_").slice(0, maxLength) || "-";

const elementOf = (labels: Labels): string => {
  const parameters = [...labels].map(([name, value]) => {
    const safeName = name.replaceAll(/[^!-~]|[="\]]/gu, "_").slice(0, maxNameLength);
    return ` ${safeName}="${value.replaceAll(/["\\\]]/g, "\\$&")}"`;
  });
  return `[${structuredDataId}${parameters.join("")}]`;
};

const timestamp = (time: Micros): string => formatTime(Math.floor(time / 1000) * 1000);

/**
 * The lines as messages of RFC 5424, a message each, without framing.
 * @source pebble 1.32, docs/reference/layer-specification.md; the fields seen at a receiver
 * @differs what may not stand in a name is replaced by `_`, where the reference sends a message that receivers reject
 */
export const syslogMessages = (
  { service, labels, runs }: ServiceLines,
  hostName: string,
): readonly Uint8Array[] => {
  const host = headerField(hostName, maxHostNameLength);
  const app = headerField(service, maxAppNameLength);
  const element = elementOf(labels);
  return runs.flatMap((run) => {
    const head = Buffer.from(`<${priority}>1 ${timestamp(run.time)} ${host} ${app} - - ${element} `);
    return rawLines(run).map((line) => Buffer.concat([head, line]));
  });
};

const rawLines = ({ bytes }: LogRun): readonly Uint8Array[] => {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.byteLength; ) {
    const at = bytes.indexOf(newline, start);
    const end = at < 0 ? bytes.byteLength : at;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
};

/** Messages for a stream, each after its length: the octet counting of RFC 6587. */
export const countOctets = (messages: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(messages.flatMap((message) => [Buffer.from(`${message.byteLength} `), message]));

/**
 * A {@link Delivery} of syslog messages over `socket`.
 * @param options.isStream whether messages have to be told apart, or are a datagram each
 */
export const createSyslogDelivery = (
  socket: LogSocket,
  options: { readonly hostName: string; readonly isStream: boolean },
): Delivery => ({
  send: async (batch: LogBatch, signal) => {
    const messages = batch.flatMap((lines) => syslogMessages(lines, options.hostName));
    try {
      await socket.send(options.isStream ? [countOctets(messages)] : messages, signal);
      return { type: "sent" };
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      return { type: "failed", reason: error.message };
    }
  },
  close: () => socket.close(),
});
