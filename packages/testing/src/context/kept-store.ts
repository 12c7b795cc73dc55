import type { Juju } from "../juju/juju.ts";
import { keptTexts, readKept } from "../state/kept.ts";

/** Where a charm's framework keeps what it needs in later hooks. */
interface KeptStore {
  load(): Promise<ReadonlyMap<string, string>>;
  save(changes: ReadonlyMap<string, string | undefined>): Promise<void>;
}

/** Keeps it in the state, as Juju does in its controller. */
export const createKeptStore = (juju: Juju): KeptStore => ({
  load: async () => keptTexts(juju.state),
  save: async (changes) => {
    const texts = new Map(keptTexts(juju.state));
    for (const [key, text] of changes) {
      if (text === undefined) texts.delete(key);
      else texts.set(key, text);
    }
    juju.update(readKept(texts));
  },
});
