import type { LogTarget } from "../../log-target.ts";
import type { Complaint } from "../place.ts";

const quote = (text: string): string => JSON.stringify(text);

/** How the address of each kind of receiver begins. */
const schemes: Readonly<Record<LogTarget["type"], readonly string[]>> = {
  "": [],
  loki: ["http", "https"],
  opentelemetry: ["http", "https"],
  syslog: ["tcp", "udp"],
};

const schemeOf = (location: string): string => /^([a-z]+):\/\//i.exec(location)?.[1]?.toLowerCase() ?? "";

/** What is odd about a log target of a plan. */
export const logTargetDoubts = ({ name, type, location, services }: LogTarget): readonly Complaint[] => {
  const found: Complaint[] = [];
  const right = schemes[type];
  if (location !== "" && right.length > 0 && !right.includes(schemeOf(location))) {
    const advice = { hint: `an address that begins with ${right.map((one) => `"${one}://"`).join(" or ")}` };
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
