import { HookToolError, RelationNotFoundError, SecretNotFoundError } from "../errors.ts";
import type { RunTool } from "./run-tool.ts";

/** The tools that ask about a relation. */
const relationTools: ReadonlySet<string> = new Set([
  ...["relation-ids", "relation-list", "relation-get", "relation-set", "relation-model-get"],
  "network-get",
]);

/** Whether the agent refused what only the data of an application can be refused for: whose it is, it does not say. */
export const isRefusedAppData = ({ tool, args, stderr }: HookToolError): boolean =>
  (tool === "relation-get" || tool === "relation-set") &&
  args.includes("--app") &&
  stderr.toLowerCase().includes("permission denied");

/**
 * Whether a tool failed because its relation is gone. An agent that still has it, while the controller does not, passes on
 * that permission is denied: so the controller need not say whether there ever was one.
 */
const isGone = (error: HookToolError): boolean => {
  if (!relationTools.has(error.tool)) return false;
  const said = error.stderr.toLowerCase();
  if (/relation (\d+ )?not found/.test(said)) return true;
  return said.includes("permission denied") && !isRefusedAppData(error);
};

/** Whether a tool failed in a way that is how an agent tells of a relation that is gone, whoever asks. */
export const mayBeGone = (error: HookToolError): boolean => isGone(error) || isRefusedAppData(error);

const nameError = (error: unknown): unknown => {
  if (!(error instanceof HookToolError)) return error;
  if (isGone(error)) return new RelationNotFoundError(error);
  const isSecrets = error.tool.startsWith("secret-");
  if (isSecrets && error.stderr.toLowerCase().includes("not found")) return new SecretNotFoundError(error);
  return error;
};

/**
 * Runs tools so that an error says what was not found, where a charm can act on it.
 * @source ops 3.9, ops/model.py, _ModelBackend._wrap_hookcmd and _relation_is_gone
 */
export const withNotFound =
  (run: RunTool): RunTool =>
  async (...call) => {
    try {
      return await run(...call);
    } catch (error) {
      throw nameError(error);
    }
  };
