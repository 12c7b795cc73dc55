import {
  HookToolError,
  InvalidStatusError,
  RelationDataAccessError,
  RelationDataTypeError,
  RelationNotFoundError,
  SecretNotFoundError,
  TooManyRelatedAppsError,
} from "@cobble/charm";
import { ExitError, type PlayAll, type Steps } from "./play.ts";

/** A script told the charm to raise. */
class ScriptError extends Error {}

/** What both languages call an error; what has no name of its own was refused by the library. */
const names = [
  [ScriptError, "script"],
  [RelationDataTypeError, "data-type"],
  [RelationDataAccessError, "data-access"],
  [TooManyRelatedAppsError, "too-many"],
  [InvalidStatusError, "status"],
  [SecretNotFoundError, "secret-not-found"],
  [RelationNotFoundError, "relation-not-found"],
  [HookToolError, "tool"],
] as const;

const nameOf = (error: unknown): string => names.find(([Class]) => error instanceof Class)?.[1] ?? "refused";

/** Steps of events, errors, the log and what is stored. @param playAll takes the steps within a step */
export const flow = (
  playAll: PlayAll,
): Steps<
  | "defer"
  | "defer-times"
  | "emit"
  | "attempt"
  | "fault"
  | "exit"
  | "log"
  | "store"
  | "append"
  | "put"
  | "add"
  | "discard"
  | "nest"
  | "show"
> => ({
  defer: ({ event }) => event.defer(),
  "defer-times": ({ event, stored, handler, kind }, times) => {
    const key = `${handler} ${kind}`;
    const count = (stored.counts[key] ?? 0) + 1;
    stored.counts[key] = count;
    if (count <= times) event.defer();
  },
  emit: ({ stage }, source, data) => stage.sourceOf(source).emit({ from: source, data }),
  attempt: async (play, steps) => {
    try {
      await playAll(play, steps);
    } catch (error) {
      if (error instanceof ExitError) throw error;
      play.stage.say(`caught ${nameOf(error)}`);
    }
  },
  fault: () => {
    throw new ScriptError("the script says so");
  },
  exit: ({ stage }, code) => stage.exit(code),
  log: ({ stage }, level, text) => stage.charm.log[level](text),
  store: ({ stored }, value) => {
    stored.text = value;
  },
  append: ({ stored }, value) => {
    stored.list.push(value);
  },
  put: ({ stored }, key, value) => {
    stored.map[key] = value;
  },
  add: ({ stored }, value) => {
    stored.set.add(value);
  },
  discard: ({ stored }, value) => {
    stored.set.delete(value);
  },
  nest: ({ stored }, value) => {
    stored.deep.a.b.push(value);
  },
  show: ({ stored, tell }) => tell("stored", [stored.list, stored.map, stored.set, stored.deep, stored.text]),
});
