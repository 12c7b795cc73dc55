import type { Cause } from "@cobble/wire";
import { formatTime } from "@cobble/wire";
import type { ServiceEnd } from "../record.ts";
import type { CheckFact, ServiceFacts } from "./facts.ts";
import { formatSpan } from "./words.ts";

/** How many of its last lines are shown of a service that ended. */
const shownLines = 10;

/** What shells mean by some exit codes. */
const shellCodes: Readonly<Record<number, string>> = {
  126: "what a shell gives for a command that it may not execute",
  127: "what a shell gives for a command that it cannot find",
};

const codeNote = (code: number): string => {
  const known =
    shellCodes[code] ?? (code > 128 ? `what a shell gives for a command killed by signal ${code - 128}` : "");
  return known === "" ? "" : ` (${known})`;
};

const dataOf = (end: ServiceEnd): Record<string, unknown> => ({
  at: formatTime(end.at),
  "exit-code": end.code,
  ...(end.signal === undefined ? {} : { signal: end.signal, sender: end.sender }),
  "ran-ms": Math.round((end.at - end.startedAt) / 1000),
  ...(end.oomKills === undefined ? {} : { "out-of-memory-kills": end.oomKills }),
});

const killedBy = ({ signal, sender, oomKills }: ServiceEnd): string => {
  if (sender === "supervisor") return "the supervisor sent it";
  if (sender === "client") return "a client of the supervisor sent it";
  if (signal !== "SIGKILL") return "the supervisor did not send it";
  return oomKills === undefined
    ? "perhaps out of memory, or killed from outside"
    : "from outside: the kernel counted no kill for want of memory";
};

/** How the last process ended, as a cause. */
export const endCause = (end: ServiceEnd): Cause => {
  const ran = `${formatSpan(end.at - end.startedAt)} after its start`;
  const data = dataOf(end);
  if ((end.oomKills ?? 0) > 0) {
    return {
      kind: "out-of-memory",
      text: `was killed ${ran}, out of memory: the kernel counted such a kill at that time`,
      data,
    };
  }
  if (end.signal === undefined) {
    const text = `ended by itself with exit code ${end.code}${codeNote(end.code)}, ${ran}`;
    return { kind: "exited", text, data };
  }
  return { kind: "killed", text: `was killed by ${end.signal} ${ran}: ${killedBy(end)}`, data };
};

/** The last lines that it wrote; nothing when there are none. */
export const outputCauses = ({ output }: ServiceFacts): readonly Cause[] => {
  if (output.length === 0) return [];
  const lines = output.slice(-shownLines);
  return [{ kind: "output", text: `wrote last: ${lines.at(-1) ?? ""}`, data: { lines } }];
};

const checkData = (check: CheckFact): Record<string, unknown> => ({
  check: check.name,
  action: check.action,
  status: check.status,
  failures: check.failures,
  threshold: check.threshold,
  ...(check.error === undefined ? {} : { error: check.error }),
});

const failureOf = ({ error }: CheckFact): string => (error === undefined ? "" : `: ${error}`);

/** The check because of which the supervisor ended the process, as a cause. */
export const checkDownCause = (facts: ServiceFacts): Cause => {
  const name = facts.record.checkFailure?.check ?? "";
  const check = facts.checks.find((each) => each.name === name);
  const text = `was ended because check ${JSON.stringify(name)} went down${check === undefined ? "" : failureOf(check)}`;
  return { kind: "check-down", text, data: check === undefined ? { check: name } : checkData(check) };
};

/** Checks that have failed and will end the service, or have gone down before it was started. */
export const checkRemarks = ({ checks }: ServiceFacts): readonly Cause[] =>
  checks
    .filter(({ failures, status }) => failures > 0 && status !== "inactive")
    .map((check) => {
      const { name, action, failures, threshold, status } = check;
      const title = `check ${JSON.stringify(name)}`;
      const text =
        status === "down"
          ? `has ${title} down: its action "${action}" is taken once, when it goes down${failureOf(check)}`
          : `has ${title} failing, ${failures} of ${threshold} times: then its action is "${action}"${failureOf(check)}`;
      return { kind: "check-failing", text, data: checkData(check) };
    });
