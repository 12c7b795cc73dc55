import type { LogTarget } from "@cobble/plan";
import { LogTargetError } from "../../errors.ts";
import { createHttpDelivery, type Delivery } from "./delivery.ts";
import { lokiForm } from "./loki.ts";
import { openTelemetryForm } from "./opentelemetry.ts";
import type { LogSenders, SyslogAddress } from "./senders.ts";
import { createSyslogDelivery } from "./syslog.ts";

/** What deliveries need from around them. */
export interface DeliveryDeps {
  readonly senders: LogSenders;
  readonly userAgent: string;
  readonly nowMs: () => number;
}

const readSyslogLocation = (location: string): SyslogAddress => {
  const [, scheme, host = "", port] =
    /^(tcp|udp):\/\/(\[[^\]]+\]|[^/:?#[\]]+):(\d{1,5})\/?$/i.exec(location) ?? [];
  const transport = scheme?.toLowerCase();
  if ((transport !== "tcp" && transport !== "udp") || Number(port) > 65_535) {
    throw new LogTargetError(
      `invalid syslog server location ${JSON.stringify(location)}, must be in form "tcp://host:port" or "udp://host:port"`,
    );
  }
  return { transport, host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
};

const readHttpLocation = (type: string, location: string): string => {
  if (/^https?:\/\/[^/?#]/i.test(location) && URL.canParse(location)) return location;
  const example = type === "loki" ? "http://host:3100/loki/api/v1/push" : "http://host:4318";
  throw new LogTargetError(
    `invalid ${type} server location ${JSON.stringify(location)}, must be in form "${example}"`,
  );
};

/**
 * The way to a target's receiver; nothing is connected before something is sent.
 * @throws {LogTargetError} when the location is none for its type
 */
export const createDelivery = (target: LogTarget, deps: DeliveryDeps): Delivery => {
  const { senders, userAgent, nowMs } = deps;
  const http = { postHttp: senders.postHttp, userAgent, nowMs };
  switch (target.type) {
    case "loki":
      return createHttpDelivery(lokiForm(readHttpLocation(target.type, target.location)), http);
    case "opentelemetry":
      return createHttpDelivery(openTelemetryForm(readHttpLocation(target.type, target.location)), http);
    case "syslog": {
      const address = readSyslogLocation(target.location);
      return createSyslogDelivery(senders.openSocket(address), {
        hostName: senders.hostName,
        isStream: address.transport === "tcp",
      });
    }
    case "":
      // A plan with such a target is refused before it gets here.
      throw new LogTargetError(`log target ${JSON.stringify(target.name)} has no type`);
    default:
      return target.type satisfies never;
  }
};
