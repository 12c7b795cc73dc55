import { type ConsistencyCase, fine, refused } from "./make.ts";

const id = "secret:d0jh9s7mp25c77a5nhg0";
const secret = (hook: "changed" | "rotate" | "expired" | "remove", more: object = {}) =>
  ({ kind: "secret", hook, secret: id, ...more }) as const;

/** Secrets of a state, and their events. */
export const secretsCases: readonly ConsistencyCase[] = [
  fine("a change of somebody else's secret", {
    event: secret("changed"),
    state: { secrets: [{ id, content: { a: "1" } }] },
  }),
  refused("an event of a secret that is not there", "event.secret", { event: secret("changed") }),
  refused("a change of one's own secret", "event.secret", {
    event: secret("changed"),
    state: { secrets: [{ id, content: { a: "1" }, owner: "app" }] },
  }),
  ...(["rotate", "expired", "remove"] as const).flatMap((hook) => {
    const event = secret(hook, hook === "rotate" ? {} : { revision: 1 });
    return [
      fine(`secret-${hook} of one's own secret`, {
        event,
        state: { secrets: [{ id, content: { a: "1" }, owner: "unit" as const }] },
      }),
      refused(`secret-${hook} of somebody else's secret`, "event.secret", {
        event,
        state: { secrets: [{ id, content: { a: "1" } }] },
      }),
    ];
  }),
  refused("a secret's event of a Juju without secrets", "event.secret", {
    event: secret("changed"),
    state: { secrets: [{ id, content: { a: "1" } }] },
    options: { jujuVersion: "2.9.51" },
  }),
  refused("a secret without content", "secrets[0].content", { state: { secrets: [{ id, content: {} }] } }),
  refused("two secrets of one label", "secrets[1].label", {
    state: {
      secrets: [
        { content: { a: "1" }, label: "x", owner: "unit" },
        { content: { a: "2" }, label: "x", owner: "unit" },
      ],
    },
    differs: {
      theirs: "accept",
      because: "Juju lets one unit give a label once, and finds one secret by it",
    },
  }),
];
