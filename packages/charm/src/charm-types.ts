import type { ConfigValue } from "@cobble/plan";

/**
 * What a `charmcraft.yaml` declares, for the compiler: `Charm<T>` then knows the names of containers and actions and the
 * types of options and parameters. Left out, every name compiles, and a wrong one is an error when it is used.
 *
 * @example
 * interface Snappass extends CharmTypes {
 *   containers: "snappass" | "redis";
 *   config: { port: number; "log-level": string };
 *   actions: { purge: { "older-than"?: number } };
 * }
 * class SnappassCharm extends Charm<Snappass> {}
 */
export interface CharmTypes {
  /** The names of the containers, as a union. */
  containers: string;
  /** The options, each with the type of its value; one without a default may be undefined. */
  config: Readonly<Record<string, ConfigValue | undefined>>;
  /** The parameters of each action. */
  actions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The names of the endpoints, required, provided and of peers, as a union. */
  relations: string;
  /** The names of the storages, as a union. */
  storages: string;
  /** The names of the resources, as a union. */
  resources: string;
}

/** The names of the containers of `T`. */
export type ContainerName<T extends CharmTypes> = T["containers"];
/** The names of the actions of `T`. */
export type ActionName<T extends CharmTypes> = keyof T["actions"] & string;
/** The names of the endpoints of `T`. */
export type RelationName<T extends CharmTypes> = T["relations"];
/** The names of the storages of `T`. */
export type StorageName<T extends CharmTypes> = T["storages"];
/** The names of the resources of `T`. */
export type ResourceName<T extends CharmTypes> = T["resources"];
