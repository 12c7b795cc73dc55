import { join } from "node:path";
import type { Charmcraft } from "@cobble/plan";
import { HookToolError } from "../errors.ts";

/** Splits `data/0`. */
export const splitStorage = (id: string): { readonly name: string; readonly index: number } => {
  const slash = id.lastIndexOf("/");
  return { name: id.slice(0, slash), index: Number(id.slice(slash + 1)) };
};

/** Where a storage is on this machine: a folder of its own. */
export const storageFacts = (
  id: string,
  storageDir: string,
): { readonly kind: "filesystem"; readonly location: string } => {
  const { name, index } = splitStorage(id);
  return { kind: "filesystem", location: join(storageDir, name, String(index)) };
};

/** Juju numbers all storages of a model in one row. */
const withNew = (all: readonly string[], name: string, count: number): readonly string[] => {
  const next = Math.max(-1, ...all.map((id) => splitStorage(id).index)) + 1;
  return [...all, ...Array.from({ length: count }, (_, i) => `${name}/${next + i}`)];
};

/** The storages that a unit has from its beginning: as many of each as its charm needs, and those it has already. */
export const firstStorages = (
  declared: Charmcraft["storages"],
  kept: readonly string[],
): readonly string[] => {
  let all: readonly string[] = kept.filter((id) => declared.has(splitStorage(id).name));
  for (const [name, { type, multiple }] of declared) {
    const have = all.filter((id) => splitStorage(id).name === name).length;
    // A block device cannot be made here: a charm that needs one finds none.
    if (type === "filesystem") all = withNew(all, name, Math.max(0, (multiple?.min ?? 1) - have));
  }
  return all;
};

/**
 * Adds storages to those that a unit has.
 * @throws {HookToolError} when the charm does not declare them, may not have as many, or they cannot be made here
 */
export const addStorages = (
  all: readonly string[],
  wanted: { readonly name: string; readonly count: number; readonly declared: Charmcraft["storages"] },
): readonly string[] => {
  const { name, count, declared } = wanted;
  const storage = declared.get(name);
  if (storage === undefined) throw new HookToolError(`charm storage ${JSON.stringify(name)} not found`);
  if (storage.type === "block") {
    throw new HookToolError(
      `cannot add storage ${JSON.stringify(name)}: a pod has folders, and no block devices`,
    );
  }
  const most = storage.multiple === undefined ? 1 : storage.multiple.max;
  const total = all.filter((id) => splitStorage(id).name === name).length + count;
  if (most !== undefined && total > most) {
    throw new HookToolError(
      `cannot add storage ${JSON.stringify(name)}: at most ${most} instances supported, ${total} specified`,
    );
  }
  return withNew(all, name, count);
};
