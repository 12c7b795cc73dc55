import { HookToolError } from "../errors.ts";
import { type HookTool, requireAction } from "./tool.ts";

const goodKey = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

const readResult = (word: string): readonly [string, string] => {
  const equals = word.indexOf("=");
  if (equals <= 0) {
    throw new HookToolError(`argument ${JSON.stringify(word)} must be of the form key...=value`, 2);
  }
  const key = word.slice(0, equals);
  if (key.split(".").every((part) => goodKey.test(part))) return [key, word.slice(equals + 1)];
  throw new HookToolError(
    `key ${JSON.stringify(key)} must start and end with lowercase alphanumeric, and contain only lowercase alphanumeric, hyphens and periods`,
    2,
  );
};

/**
 * `action-set KEY=VALUE ...`: adds results to the action; a dotted key makes a map in what its caller sees.
 * @source Juju 3.6, reference/hook-command, action-set
 */
export const actionSet: HookTool = {
  name: "action-set",
  flags: {},
  run(call, context) {
    requireAction(context);
    const results = new Map([...context.outcome.results, ...call.words.map(readResult)]);
    return { context: { ...context, outcome: { ...context.outcome, results } } };
  },
};
