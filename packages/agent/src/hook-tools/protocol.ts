import { array, type Infer, integer, object, record, string } from "@cobble/wire";

/** What the process of a hook tool sends to the unit agent: `POST /hook-tool`. */
export const HookToolRequest = object(
  {
    tool: string(),
    args: array(string()),
    context: string({ description: "JUJU_CONTEXT_ID" }),
  },
  {
    files: record(string(), {
      description: "the texts of the files that its arguments name; - is its input",
    }),
  },
);
/** What the process of a hook tool sends to the unit agent. */
export type HookToolRequest = Infer<typeof HookToolRequest>;

/** What it prints and exits with. */
export const HookToolReply = object(
  { stdout: string(), stderr: string(), exitCode: integer() },
  { output: string({ description: "a file to write stdout to instead" }) },
);
/** What it prints and exits with. */
export type HookToolReply = Infer<typeof HookToolReply>;
