import type { ToolRun } from "./tools.ts";

/** What the runs of hook tools did to the world, in order: each as one line that says the same however it was written. */
export const effectsOf = (runs: readonly ToolRun[]): readonly string[] =>
  sortPorts(runs.flatMap((run) => effect(run) ?? []));

const isPort = (line: string): boolean => /^(open|close)-port /.test(line);

/** Ports that are opened or closed one after another, in an order that does not depend on how a library goes through them. */
const sortPorts = (lines: readonly string[]): readonly string[] => {
  const first = lines.findIndex(isPort);
  if (first < 0) return lines;
  const rest = lines.slice(first);
  const count = rest.findIndex((line) => !isPort(line));
  const ports = count < 0 ? rest : rest.slice(0, count);
  return [...lines.slice(0, first), ...[...ports].sort(), ...sortPorts(rest.slice(ports.length))];
};

/** Tools that only ask. How often they are run is each library's own affair. */
const asks = /-(get|ids|list)$|^(is-leader|goal-state|opened-ports)$/;

/** Flags and values, in an order of their own: `--a b` and `--a=b` are the same. */
const argumentsOf = (words: readonly string[]): string =>
  words
    .filter((word) => word !== "--")
    .map((word) =>
      word
        .replace(/^$/, "''")
        .replace(/#file=.*/, "#file")
        .replace(/^(--[a-z-]+=)(.*)$/, (_, flag, value) => `${flag}${value.toLowerCase()}`),
    )
    .join(" ");

/** The lines of YAML or JSON that a tool read, without quotes, in order. */
const inputOf = (input: string): string => {
  const text = input.trim();
  if (text.startsWith("{")) {
    const pairs = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return pairs
      .map(([key, value]) => `${key}: ${value}`)
      .sort()
      .join("; ");
  }
  return text
    .split("\n")
    .map((line) => line.replaceAll(/["']/g, "").trim())
    .filter((line) => line !== "")
    .sort()
    .join("; ");
};

/** What a line of the log tells those who watch over security; each language has classes of errors of its own. */
const securityEvent = (line: string): string | undefined => {
  if (!line.startsWith("{")) return undefined;
  const { type, level, appid, event } = JSON.parse(line) as Record<string, string>;
  return type === "security" && !event?.startsWith("sys_crash:") ? `${level} ${appid} ${event}` : undefined;
};

const effect = ({ words, input }: ToolRun): string | undefined => {
  const [tool = "", ...args] = words;
  if (asks.test(tool)) return undefined;
  // Each library tells in words of its own what it does.
  if (tool === "juju-log") return securityEvent(args.at(-1) ?? "");
  const what = argumentsOf(args);
  return input === "" ? `${tool} ${what}` : `${tool} ${what} < ${inputOf(input)}`;
};
