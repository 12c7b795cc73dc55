import { HookToolError } from "../errors.ts";
import type { KeptSecret } from "../unit/secrets.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import { refuseTakenLabel, secretOfCall, withSecret } from "./secrets.ts";
import type { HookTool, ToolCall } from "./tool.ts";

const contentOf = (secret: KeptSecret, revision: number): Readonly<Record<string, string>> => {
  const found = secret.revisions.find((one) => one.revision === revision);
  if (found !== undefined) return found.content;
  throw new HookToolError(`secret revision ${revision} of ${JSON.stringify(secret.id)} not found`);
};

const shownValue = (content: Readonly<Record<string, string>>, key: string | undefined): unknown => {
  if (key === undefined) return content;
  const [name = "", encoding] = key.split("#");
  const value = Object.hasOwn(content, name) ? content[name] : undefined;
  if (value === undefined) throw new HookToolError(`secret value with key ${JSON.stringify(name)} not found`);
  return encoding === "base64" ? Buffer.from(value).toString("base64") : value;
};

/** With an id and a label, the secret has that label from now on. */
const labelled = (secret: KeptSecret, { words, flags }: ToolCall): KeptSecret => {
  const label = flags.get("label");
  return words.length > 0 && typeof label === "string" && label !== "" ? { ...secret, label } : secret;
};

/**
 * `secret-get [ID] [--label L] [KEY[#base64]] [--refresh|--peek]`: the content of the revision that the charm goes on with,
 * which is the latest when it reads for the first time; with `--refresh` it goes on with the latest.
 * @source Juju 3.6, reference/hook-command, secret-get
 */
export const secretGet: HookTool = {
  name: "secret-get",
  flags: {
    ...outputFlags,
    label: { flag: "label", takes: "text" },
    refresh: { flag: "refresh", takes: "nothing" },
    peek: { flag: "peek", takes: "nothing" },
  },
  run(call, context) {
    const peek = call.flags.get("peek") === true;
    const refresh = call.flags.get("refresh") === true;
    if (peek && refresh) throw new HookToolError("specify one of --peek or --refresh but not both", 2);
    refuseExtra(call.words, 2);
    const secret = labelled(secretOfCall(call, context), call);
    refuseTakenLabel(context, { id: secret.id, label: secret.label });
    const tracked = refresh || secret.tracked === 0 ? secret.latest : secret.tracked;
    const stdout = printValue(
      shownValue(contentOf(secret, peek ? secret.latest : tracked), call.words[1]),
      call,
    );
    return { stdout, context: withSecret(context, peek ? secret : { ...secret, tracked }) };
  },
};
