import { readFileSync, writeFileSync } from "node:fs";
import { decode } from "@cobble/wire";
import { ControlError } from "../errors.ts";
import { filesToRead } from "../hook-tools/files.ts";
import { HookToolReply } from "../hook-tools/protocol.ts";

/** A call of a hook tool, as its process sees it. */
export interface HookToolCall {
  readonly tool: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The texts of the files that a call names; the agent may not see them as this process does. */
const readFiles = ({ tool, args }: HookToolCall): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filesToRead(tool, args).map((path) => {
      try {
        return [path, readFileSync(path === "-" ? 0 : path, "utf8")];
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new ControlError("no-file", `cannot run ${tool}: cannot read ${path}: ${reason}`, { cause });
      }
    }),
  );

/**
 * Hands the call of a hook tool to the unit agent that the environment names.
 * @returns what to print and to exit with; a file that the caller asked for has been written
 * @throws {ControlError} when this is no hook, a file it names cannot be read, or the agent does not answer
 */
export const callHookTool = async ({ tool, args, env }: HookToolCall): Promise<HookToolReply> => {
  const unix = env["JUJU_AGENT_SOCKET_ADDRESS"];
  const context = env["JUJU_CONTEXT_ID"];
  if (unix === undefined || context === undefined) {
    throw new ControlError(
      "no-hook",
      `cannot run ${tool}: it works only in a hook of a charm, where JUJU_AGENT_SOCKET_ADDRESS and JUJU_CONTEXT_ID are set`,
    );
  }
  const files = readFiles({ tool, args, env });
  const body = JSON.stringify({ tool, args, context, ...(Object.keys(files).length > 0 && { files }) });
  let response: Response;
  try {
    response = await fetch("http://agent/hook-tool", { method: "POST", body, unix });
  } catch (cause) {
    throw new ControlError("no-agent", `cannot run ${tool}: the unit agent does not answer on ${unix}`, {
      cause,
    });
  }
  const reply = decode(HookToolReply, await response.json(), `answer of ${tool}`);
  if (reply.output === undefined) return reply;
  writeFileSync(reply.output, reply.stdout);
  return { ...reply, stdout: "" };
};
