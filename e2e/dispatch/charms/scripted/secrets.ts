import type { Secret, SecretDetails } from "@cobble/charm";
import { needed, type Play, type Steps } from "./play.ts";
import type { SecretCall, SecretWords } from "./script.ts";

const detailsOf = ({ expire, ...words }: SecretWords): SecretDetails => ({
  ...words,
  ...(expire !== undefined && { expire: new Date(expire * 1_000) }),
});

const share = (play: Play, unit: string | undefined) =>
  unit === undefined ? {} : { unit: play.model.getUnit(unit) };

const relationOf = async (play: Play, endpoint: string) =>
  needed(await play.model.getRelation(endpoint), "relation");

const tellInfo = async ({ tell }: Play, secret: Secret): Promise<void> => {
  const { id, label, revision, rotation, description, expires, rotates } = await secret.getInfo();
  tell("info", [id, label, revision, rotation, description, expires, rotates]);
};

const read = async (play: Play, secret: Secret, name: string): Promise<void> => {
  if (name === "get") play.tell("content", await secret.getContent());
  if (name === "refresh") play.tell("refreshed", await secret.getContent({ refresh: true }));
  if (name === "peek") play.tell("peeked", await secret.peekContent());
  if (name === "info") await tellInfo(play, secret);
  if (name === "names") play.tell("names", [secret.id, secret.uniqueIdentifier, secret.label]);
};

const call = async (play: Play, secret: Secret, what: SecretCall): Promise<void> => {
  switch (what[0]) {
    case "set":
      return secret.setContent(what[1]);
    case "describe":
      return secret.setInfo(detailsOf(what[1]));
    case "grant":
      return secret.grant(await relationOf(play, what[1]), share(play, what[2]));
    case "revoke":
      return secret.revoke(await relationOf(play, what[1]), share(play, what[2]));
    case "remove":
      return what[1] === undefined ? secret.removeAllRevisions() : secret.removeRevision(what[1]);
    default:
      return read(play, secret, what[0]);
  }
};

/** Steps of secrets. */
export const secretSteps: Steps<"secret-add" | "secret" | "remove-revision"> = {
  "secret-add": async ({ unit, app, tell }, owner, content, words) =>
    tell("secret", (await (owner === "unit" ? unit : app).addSecret(content, detailsOf(words))).id),
  secret: async (play, which, calls) => {
    const secret =
      which === "event" ? needed(play.event.secret, "secret") : await play.model.getSecret(which);
    for (const what of calls) await call(play, secret, what);
  },
  "remove-revision": ({ event }) => needed(event.removeRevision, "revision").call(event),
};
