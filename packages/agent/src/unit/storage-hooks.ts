import type { UnitPlace } from "../hooks/context.ts";
import type { Hook } from "../hooks/hook.ts";
import type { UnitState } from "./state.ts";
import { storageFacts } from "./storages.ts";

const storageHook = (
  kind: "storage-attached" | "storage-detaching",
  { storage, storageDir }: { readonly storage: string; readonly storageDir: string },
): Hook => ({ kind, storage, location: storageFacts(storage, storageDir).location });

/** The hooks that tell of storages that the charm was not told of. */
export const newStorages = (
  { facts, attached = [] }: UnitState,
  { storageDir }: UnitPlace,
): readonly Hook[] =>
  (facts.storages ?? [])
    .filter((storage) => !attached.includes(storage))
    .map((storage) => storageHook("storage-attached", { storage, storageDir }));

/** The hooks that tell of the end of the storages that the charm was told of. */
export const detachedStorages = ({ attached = [] }: UnitState, { storageDir }: UnitPlace): readonly Hook[] =>
  attached.map((storage) => storageHook("storage-detaching", { storage, storageDir }));
