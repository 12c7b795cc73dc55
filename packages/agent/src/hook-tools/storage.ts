import { HookToolError } from "../errors.ts";
import { addStorages, storageFacts } from "../unit/storages.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

/**
 * `storage-list [NAME]`: the attached storages, all or those of a name.
 * @source Juju 3.6, reference/hook-command, storage-list
 */
export const storageList: HookTool = {
  name: "storage-list",
  flags: outputFlags,
  run(call, { facts: { storages = [] } }) {
    refuseExtra(call.words, 1);
    const [name] = call.words;
    const found = storages.filter((id) => name === undefined || id.startsWith(`${name}/`));
    return { stdout: printValue(found, call) };
  },
};

/**
 * `storage-get [-s ID] [KEY]`: the kind and the location of a storage, or one of them; in an event of a storage it is that
 * one when none is named.
 * @source Juju 3.6, reference/hook-command, storage-get
 */
export const storageGet: HookTool = {
  name: "storage-get",
  flags: { ...outputFlags, s: { flag: "storage", takes: "text" } },
  run(call, { facts: { storages = [] }, hook, place }) {
    refuseExtra(call.words, 1);
    const id = call.flags.get("storage") ?? ("storage" in hook ? hook.storage : undefined);
    if (id === undefined) throw new HookToolError("no storage instance specified", 2);
    if (!storages.some((one) => one === id)) {
      throw new HookToolError(`invalid value ${JSON.stringify(id)} for option -s: storage not found`, 2);
    }
    const facts = storageFacts(String(id), place.storageDir);
    const [key] = call.words;
    if (key === undefined) return { stdout: printValue(facts, call) };
    if (key === "kind" || key === "location") return { stdout: printValue(facts[key], call) };
    throw new HookToolError(`unknown attribute ${JSON.stringify(key)}`);
  },
};

const readCount = (word: string): readonly [string, number] => {
  const [, name = "", count = "1"] = /^([^=]+)(?:=(\d+))?$/.exec(word) ?? [];
  if (name !== "" && Number(count) > 0) return [name, Number(count)];
  throw new HookToolError(
    `cannot add ${JSON.stringify(word)}: expected the name of a storage, or name=count with a count above 0`,
    2,
  );
};

/**
 * `storage-add NAME[=COUNT] ...`: asks for more storages. They are there when the hook has ended, and an event tells of each.
 * @source Juju 3.6, reference/hook-command, storage-add
 */
export const storageAdd: HookTool = {
  name: "storage-add",
  flags: {},
  run(call, context) {
    if (call.words.length === 0) throw new HookToolError("storage add requires a storage directive", 2);
    const wanted = call.words.map(readCount);
    const { storages: declared } = context.place.charm;
    const storages = wanted.reduce<readonly string[]>(
      (all, [name, count]) => addStorages(all, { name, count, declared }),
      context.facts.storages ?? [],
    );
    return { context: { ...context, facts: { ...context.facts, storages } } };
  },
};
