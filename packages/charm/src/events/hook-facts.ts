import { eventName, type HookContext } from "../context.ts";
import { readCheck, readNotice } from "./container.ts";
import type { EventFacts } from "./event.ts";
import { readRelation } from "./relation.ts";
import { readRevision, readSecret } from "./secret.ts";
import { readStorage } from "./storage.ts";

/** How the facts of hooks are read, by the end of their names; those of others have none. */
const readers: readonly (readonly [RegExp, (context: HookContext) => EventFacts])[] = [
  [/-relation-(created|joined|changed|departed|broken)$/, readRelation],
  [/-storage-(attached|detaching)$/, readStorage],
  [/-pebble-custom-notice$/, readNotice],
  [/-pebble-check-(failed|recovered)$/, readCheck],
  [/^secret-(changed|rotate)$/, readSecret],
  [/^secret-(remove|expired)$/, readRevision],
];

/**
 * What the event of a hook is made from, and kept by while it is deferred, as far as the agent says it.
 * @throws {ContextError} when the agent did not say what such a hook needs
 */
export const readHookFacts = (context: HookContext): EventFacts => {
  const name = eventName(context);
  return readers.find(([pattern]) => pattern.test(name))?.[1](context) ?? {};
};
