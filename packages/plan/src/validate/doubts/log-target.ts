import type { LogTarget } from "../../log-target.ts";
import type { Complaint } from "../place.ts";

const quote = (text: string): string => JSON.stringify(text);

/** The form that the address of each kind of receiver has, and how to say so. */
const forms: Readonly<Record<Exclude<LogTarget["type"], "">, readonly [form: RegExp, hint: string]>> = {
  loki: [/^https?:\/\/[^/?#]/i, 'an address that begins with "http://" or "https://"'],
  opentelemetry: [/^https?:\/\/[^/?#]/i, 'an address that begins with "http://" or "https://"'],
  syslog: [
    /^(?:tcp|udp):\/\/(?:\[[^\]]+\]|[^/:?#[\]]+):\d{1,5}\/?$/i,
    'an address of the form "tcp://HOST:PORT" or "udp://HOST:PORT"',
  ],
};

/** What is odd about a log target of a plan. */
export const logTargetDoubts = ({ name, type, location, services }: LogTarget): readonly Complaint[] => {
  const found: Complaint[] = [];
  const [form, hint] = type === "" ? [/^/, ""] : forms[type];
  if (location !== "" && !form.test(location)) {
    const advice = { hint };
    const message = `log target ${quote(name)} cannot send to ${quote(location)} as ${type}`;
    found.push({ message, at: ["log-targets", name, "location"], advice });
  }
  if (services.length === 0) {
    const advice = { hint: "services: [all]" };
    const message = `log target ${quote(name)} is sent nothing: it has no services`;
    found.push({ message, at: ["log-targets", name], ofAbsence: true, advice });
  }
  return found;
};
