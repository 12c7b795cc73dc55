import { eventTypes, type SupervisorEvent } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { UsageError } from "../errors.ts";
import { formatFlag, switchFlag, textFlag } from "../flags.ts";
import { formatJson } from "../format/json.ts";

const parseTypes = (text: string | undefined): readonly (typeof eventTypes)[number][] =>
  (text ?? "")
    .split(",")
    .filter((word) => word !== "")
    .map((word) => {
      const known = eventTypes.find((type) => type === word);
      if (known !== undefined) return known;
      throw new UsageError(
        `invalid event type ${JSON.stringify(word)}: want one of ${eventTypes.join(", ")}`,
      );
    });

/** What came to what: `web running -> backoff (exit code 3)`. */
const describe = (event: SupervisorEvent): string => {
  switch (event.type) {
    case "service": {
      const { name, previous, state, signal } = event.service;
      const code = event.service["exit-code"];
      const end = signal ?? (code === undefined ? undefined : `exit code ${code}`);
      return `${name} ${previous} -> ${state}${end === undefined ? "" : ` (${end})`}`;
    }
    case "check": {
      const { name, previous, status, failures, threshold } = event.check;
      return `${name} ${previous} -> ${status}${failures === 0 ? "" : ` (${failures}/${threshold} failures)`}`;
    }
    case "change": {
      const { id, status, summary } = event.change;
      return `${id} ${status} (${summary})`;
    }
    case "notice": {
      const { type, key, occurrences } = event.notice;
      return `${type} ${key} (${occurrences})`;
    }
    case "gap": {
      const { reason, lost } = event.gap;
      return `(${lost ?? "some"} events missing: ${reason})`;
    }
    default:
      return event satisfies never;
  }
};

const formatText = (event: SupervisorEvent): string => `${event.time} ${event.type} ${describe(event)}\n`;

/** `events`. */
export const command = defineCommand({
  name: "events",
  summary: "Show what has happened, as it happens",
  description:
    "The events command prints what services, checks, changes and notices have come\n" +
    "to: all that the supervisor still knows, or, with --follow, what comes from now on\n" +
    "until Ctrl-C. Names select services and checks, changes by their id or service,\n" +
    "and notices by their key.\n" +
    "\n" +
    "With --format json each line is one event. Its cursor goes with --after, to go on\n" +
    "where another call ended. A line of type gap says that events are missing: what\n" +
    "was known from them has to be read anew.",
  flags: {
    follow: switchFlag({ short: "f", long: "follow", help: "Go on with new events as they come" }),
    after: textFlag({ long: "after", help: "Go on after the event with this cursor" }),
    types: textFlag({
      long: "types",
      help: `Only these, parted by commas: ${eventTypes.join(", ")}`,
      completes: eventTypes,
    }),
    format: formatFlag(["text", "json"]),
  },
  args: [{ name: "<name>", count: "any", completes: "service-or-check" }],
  run: async (context, { flags, args }) => {
    const types = parseTypes(flags.types);
    const abort = new AbortController();
    const restore = flags.follow ? context.onSignals(["SIGINT"], () => abort.abort()) : () => undefined;
    const format = flags.format === "json" ? formatJson : formatText;
    const query = {
      types,
      names: args,
      follow: flags.follow,
      ...(flags.after === undefined ? {} : { after: flags.after }),
    };
    try {
      const client = await context.client();
      for await (const event of client.events.read(query, { signal: abort.signal })) {
        context.stdout.write(format(event));
      }
    } finally {
      restore();
    }
    return 0;
  },
});
