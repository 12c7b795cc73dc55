import { asRecord, asTexts, readJson, textOf } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** What the agent knows of one storage. */
export interface StorageFacts {
  readonly kind: string;
  /** Where it is in the charm's container or machine. */
  readonly location: string;
}

/** The tools of storages. */
export interface StorageTools {
  /** The ids of the attached ones of that name, as in `data/0`. */
  storageList(name: string): Promise<readonly string[]>;
  storageGet(id: string): Promise<StorageFacts>;
  /** Asks for more; an event tells when they are there. */
  storageAdd(name: string, count: number): Promise<void>;
}

/** @source ops 3.9, ops/hookcmds/_storage.py */
export const storageTools = (run: RunTool): StorageTools => ({
  async storageList(name) {
    return asTexts(await readJson(run, "storage-list", ["--format=json", name]), "storage-list");
  },
  async storageGet(id) {
    const answer = asRecord(await readJson(run, "storage-get", ["--format=json", "-s", id]), "storage-get");
    return { kind: textOf(answer, "kind"), location: textOf(answer, "location") };
  },
  async storageAdd(name, count) {
    await run("storage-add", [`${name}=${count}`]);
  },
});
