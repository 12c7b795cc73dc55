import { type ConsistencyCase, charmcraft, fine, make, refused } from "./make.ts";

const id = "secret:d0jh9s7mp25c77a5nhg0";

/** Resources of a state. */
export const resourcesCases: readonly ConsistencyCase[] = [
  fine("a resource of the charm", { state: { resources: { seed: "/tmp/seed" } } }),
  refused("a resource that the charm does not have", "resources.other", {
    state: { resources: { other: "/x" } },
  }),
];

/** Options of a state. */
export const configCases: readonly ConsistencyCase[] = [
  fine("options of every type", {
    state: { config: { port: 1, name: "a", ratio: 0.5, fast: true, key: id } },
  }),
  refused("an option that the charm does not have", "config.prot", { state: { config: { prot: 1 } } }),
  refused("a text for a number", "config.port", { state: { config: { port: "1" } } }),
  refused("a number for a text", "config.name", { state: { config: { name: 1 } } }),
  refused("a fraction for a whole number", "config.port", { state: { config: { port: 1.5 } } }),
  refused("a text for a flag", "config.fast", { state: { config: { fast: "yes" } } }),
  refused("a text for a fraction", "config.ratio", { state: { config: { ratio: "1" } } }),
  refused("a flag for a whole number", "config.port", {
    state: { config: { port: true } },
    differs: { theirs: "accept", because: "in Python True is a number; Juju takes none for an int" },
  }),
  make("accept")("a whole number for a fraction", undefined, {
    state: { config: { ratio: 1 } },
    differs: { theirs: "refuse", because: "in JavaScript 1 and 1.0 are the same number" },
  }),
  refused("a text for a secret", "config.key", { state: { config: { key: "secret:short" } } }),
  refused("a secret, of a Juju that has none in options", "config.key", {
    state: { config: { key: id } },
    options: { jujuVersion: "3.3.0" },
  }),
  make("accept")("an option without a type", undefined, {
    charmcraft: { ...charmcraft, config: { options: { port: { description: "a" } } } },
    state: { config: { port: "a" } },
    differs: { theirs: "refuse", because: "Juju takes it as one of type string" },
  }),
  refused("an option of a type that nobody knows", "", {
    charmcraft: { ...charmcraft, config: { options: { port: { type: "port" } } } },
    state: { config: { port: 1 } },
  }),
];

/** Storages of a state, and their events. */
export const storagesCases: readonly ConsistencyCase[] = [
  fine("two storages of one name", { state: { storages: [{ name: "data" }, { name: "data" }] } }),
  refused("a storage that the charm does not have", "storages[0].name", {
    state: { storages: [{ name: "x" }] },
  }),
  refused("a storage that is there twice", "storages[1].index", {
    state: {
      storages: [
        { name: "data", index: 1 },
        { name: "data", index: 1 },
      ],
    },
    differs: { theirs: "accept", because: "its storages are a set, in which the same is there once" },
  }),
  refused("an event of a storage that is not there", "event.storage", {
    event: { kind: "storage", hook: "attached", storage: "data", index: 1 },
    state: { storages: [{ name: "data" }] },
  }),
  fine("an event of a storage", {
    event: { kind: "storage", hook: "detaching", storage: "data", index: 0 },
    state: { storages: [{ name: "data" }] },
  }),
];
