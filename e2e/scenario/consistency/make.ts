import type { Case } from "../case.ts";

/** The description of a charm with one of everything. */
export const charmcraft = {
  name: "app",
  summary: "has one of everything",
  containers: { web: { resource: "image" }, side: { resource: "image" } },
  resources: {
    image: { type: "oci-image", description: "of both" },
    seed: { type: "file", filename: "seed.txt", description: "in the beginning" },
  },
  config: {
    options: {
      port: { type: "int", default: 80 },
      name: { type: "string" },
      ratio: { type: "float" },
      fast: { type: "boolean" },
      key: { type: "secret" },
    },
  },
  actions: {
    purge: {
      params: {
        days: { type: "integer", default: 7 },
        name: { type: "string" },
        all: { type: "boolean" },
        size: { type: "number" },
        list: { type: "array" },
        map: { type: "object" },
      },
    },
    bare: {},
  },
  provides: { http: { interface: "http" } },
  requires: { db: { interface: "mysql" }, logs: { interface: "logs", scope: "container" } },
  peers: { peers: { interface: "app-peers" } },
  storage: { data: { type: "filesystem", multiple: { range: "0-" } } },
  "extra-bindings": { admin: null },
} as const;

/** What both are to do with a case. */
export interface ConsistencyCase extends Case {
  /** Whether they refuse it, take it with a warning, or just take it. */
  readonly both: "refuse" | "warn" | "accept";
  /** Where they differ: what theirs does, and why ours does otherwise. */
  readonly differs?: { readonly theirs: "refuse" | "warn" | "accept"; readonly because: string };
  /** The place in the state or the event that ours names when it refuses, or warns. */
  readonly names?: string;
}

type Given = Partial<Omit<ConsistencyCase, "name" | "both">> & { readonly event?: Case["event"] };

/** A hook that says nothing but that it came. */
const start = { kind: "plain", hook: "start" } as const;

/** A case of a charm with one of everything, in a hook that says nothing, unless it is given. */
export const make =
  (both: ConsistencyCase["both"]) =>
  (name: string, names: string | undefined, given: Given): ConsistencyCase => ({
    ...{ name, both, charmcraft, event: start },
    ...(names === undefined ? {} : { names }),
    ...given,
  });

/** Both refuse it. @param names the place that ours names */
export const refused = make("refuse");
/** Both warn of it. @param names the place that ours names */
export const odd = make("warn");
/** Both take it. */
export const fine = (name: string, given: Given): ConsistencyCase => make("accept")(name, undefined, given);
