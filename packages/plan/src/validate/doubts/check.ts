import type { Check } from "../../check.ts";
import type { Complaint } from "../place.ts";
import { commandDoubts } from "./command.ts";
import { negativeDoubts } from "./duration.ts";

const quote = (text: string): string => JSON.stringify(text);

const httpDoubts = ({ name, http }: Check): readonly Complaint[] => {
  if (http === undefined || http.url === "" || /^https?:\/\/[^/]/i.test(http.url)) return [];
  const advice = { hint: 'an address that begins with "http://" or "https://"' };
  const message = `check ${quote(name)} cannot GET ${quote(http.url)}`;
  return [{ message, at: ["checks", name, "http", "url"], advice }];
};

const tcpDoubts = ({ name, tcp }: Check): readonly Complaint[] => {
  if (tcp === undefined || (tcp.port >= 0 && tcp.port <= 65_535)) return [];
  const message = `check ${quote(name)} cannot connect to port ${tcp.port}`;
  return [{ message, at: ["checks", name, "tcp", "port"], advice: { hint: "1 to 65535" } }];
};

const execDoubts = ({ name, exec }: Check): readonly Complaint[] =>
  commandDoubts(exec?.command ?? "", `check ${quote(name)}`).map((doubt) => ({
    ...doubt,
    at: ["checks", name, "exec", "command"],
  }));

const thresholdDoubts = ({ name, threshold }: Check): readonly Complaint[] => {
  if (threshold === undefined || threshold >= 0) return [];
  return [{ message: `threshold of check ${quote(name)} is negative`, at: ["checks", name, "threshold"] }];
};

/** What is odd about a check of a plan. */
export const checkDoubts = (check: Check): readonly Complaint[] => [
  ...negativeDoubts(["checks", check.name], { timeout: check.timeoutMs }),
  ...thresholdDoubts(check),
  ...httpDoubts(check),
  ...tcpDoubts(check),
  ...execDoubts(check),
];
