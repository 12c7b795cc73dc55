import { HookToolError, RelationNotFoundError, SecretNotFoundError } from "../errors.ts";
import type { RunTool } from "./run-tool.ts";

const nameError = (error: unknown): unknown => {
  if (!(error instanceof HookToolError)) return error;
  const { tool } = error;
  const said = error.stderr.toLowerCase();
  if (/^(relation|network)-/.test(tool) && said.includes("relation not found")) {
    return new RelationNotFoundError(error);
  }
  if (tool.startsWith("secret-") && said.includes("not found")) return new SecretNotFoundError(error);
  return error;
};

/**
 * Runs tools so that an error says what was not found, where a charm can act on it.
 * @source ops 3.9, ops/model.py, _ModelBackend._wrap_hookcmd
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
