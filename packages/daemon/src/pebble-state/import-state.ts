import { DecodeError, decode } from "@cobble/wire";
import { messageOf, StateError } from "../errors.ts";
import type { StateStore } from "../state/store.ts";
import { toChanges } from "./changes.ts";
import { toNotices } from "./notices.ts";
import { PebbleState } from "./schema.ts";

/** The newest form of the file that is known. */
const knownPatchLevel = 2;

const parse = (text: string): PebbleState => {
  try {
    return decode(PebbleState, JSON.parse(text), "the file");
  } catch (error) {
    if (error instanceof DecodeError || error instanceof SyntaxError) {
      throw new StateError(`cannot read state: .pebble.state: ${messageOf(error)}`, { cause: error });
    }
    throw error;
  }
};

/** How much was taken over. */
export interface ImportCounts {
  readonly changes: number;
  readonly notices: number;
  readonly identities: number;
}

/**
 * Takes over what the reference has left in its state file: changes with their tasks, notices, identities, and the ids
 * that come next. All of it is on disk, or nothing, when this settles.
 * @throws {StateError} when the text is no such file, is torn or of a newer form; nothing is taken over then
 */
export const importState = async (text: string, store: StateStore): Promise<ImportCounts> => {
  const state = parse(text);
  const level = state.data["patch-level"];
  if (level > knownPatchLevel) {
    throw new StateError(
      `cannot downgrade: software version is too old for the current system state (patch level ${level})`,
    );
  }
  const changes = toChanges(state);
  const notices = toNotices(state);
  const identities = Object.entries(state.data.identities ?? {});
  for (const change of changes) store.put("change", change.id, change);
  for (const notice of notices) store.put("notice", notice.id, notice);
  for (const [name, identity] of identities) store.put("identity", name, identity);
  const last = {
    change: state["last-change-id"],
    task: state["last-task-id"],
    notice: state["last-notice-id"],
  };
  for (const [name, id = 0] of Object.entries(last)) store.put("meta", name, { next: id + 1 });
  await store.commit();
  return { changes: changes.length, notices: notices.length, identities: identities.length };
};
