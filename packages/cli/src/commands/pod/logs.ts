import type { ContainerReport, PodStatus } from "@cobble/agent";
import type { LogEntry } from "@cobble/wire";
import { type CommandContext, defineCommand } from "../../command.ts";
import { CommandError } from "../../errors.ts";
import { integerFlag, switchFlag } from "../../flags.ts";
import { isFolder } from "./words.ts";

const defaultLines = 30;
const gatherMs = 200;

const chooseContainers = (status: PodStatus, names: readonly string[]): readonly ContainerReport[] => {
  const known = new Set(status.containers.map(({ name }) => name));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) {
    const list = [...known].join(", ") || "none";
    throw new CommandError(`cannot find container "${unknown}": the pod's containers are ${list}`);
  }
  return status.containers.filter(({ name }) => names.length === 0 || names.includes(name));
};

/** Prints lines as they come, but those of the first moment in the order of their times. */
const orderedPrinter = (
  context: CommandContext,
): { add(time: string, line: string): void; flush(): void } => {
  let gathered: { readonly time: string; readonly line: string }[] | undefined = [];
  return {
    add: (time, line) => {
      if (gathered === undefined) context.stdout.write(line);
      else gathered.push({ time, line });
    },
    flush: () => {
      const lines = (gathered ?? []).toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
      gathered = undefined;
      for (const { line } of lines) context.stdout.write(line);
    },
  };
};

interface Reading {
  readonly n: number;
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

const formatEntry = (container: string, { time, service, message }: LogEntry): string =>
  `${time} [${container}/${service}] ${message}\n`;

const printServices = async (
  context: CommandContext,
  containers: readonly ContainerReport[],
  { n, follow, signal }: Reading,
): Promise<void> => {
  const { createClient } = await import("@cobble/client");
  const printer = orderedPrinter(context);
  const timer = follow ? setTimeout(printer.flush, gatherMs) : undefined;
  await Promise.all(
    containers.map(async ({ name, socket }) => {
      const entries = createClient({ socketPath: socket }).logs.read({ n, follow }, { signal });
      for await (const entry of entries) printer.add(entry.time, formatEntry(name, entry));
    }),
  );
  clearTimeout(timer);
  printer.flush();
};

const printFiles = async (
  context: CommandContext,
  files: readonly { readonly label: string; readonly file: string }[],
  { n, follow, signal }: Reading,
): Promise<void> => {
  const { readLines } = await import("@cobble/agent");
  await Promise.all(
    files.map(async ({ label, file }) => {
      for await (const line of readLines(file, { last: n, ...(follow ? { follow: signal } : {}) })) {
        context.stdout.write(`${label}${line}\n`);
      }
    }),
  );
};

/** `cobble pod logs`. */
export const command = defineCommand({
  name: "logs",
  summary: "Show what the services or the charm have written",
  description:
    "The logs command shows the last lines of all services, or of those in the containers named. With --charm it\n" +
    "shows what the charm's hooks logged and printed, with --supervisor what the containers' supervisors did.",
  flags: {
    follow: switchFlag({ short: "f", long: "follow", help: "Go on with new lines until Ctrl-C" }),
    lines: integerFlag(
      { short: "n", help: "How many of the last lines of each service, or of the file (default 30)" },
      "uint32",
    ),
    charm: switchFlag({ long: "charm", help: "The charm's log" }),
    supervisor: switchFlag({ long: "supervisor", help: "The logs of the supervisors" }),
  },
  args: [
    { name: "<folder>", count: "optional", completes: "local-directory" },
    { name: "<container>", count: "any" },
  ],
  run: async (context, { flags, args }) => {
    const podDir = args.find(isFolder);
    const { connectPod, findPod } = await import("@cobble/agent");
    const status = await connectPod(findPod({ podDir, env: context.env })).status();
    const containers = chooseContainers(
      status,
      args.filter((word) => word !== podDir),
    );
    const end = new AbortController();
    const restore = context.onSignals(["SIGINT", "SIGTERM"], () => end.abort());
    const reading = { n: flags.lines ?? defaultLines, follow: flags.follow, signal: end.signal };
    if (flags.charm) await printFiles(context, [{ label: "", file: status.charmLog }], reading);
    else if (flags.supervisor) {
      const files = containers.map(({ name, log }) => ({ label: `[${name}] `, file: log }));
      await printFiles(context, files, reading);
    } else await printServices(context, containers, reading);
    restore();
    return 0;
  },
});
