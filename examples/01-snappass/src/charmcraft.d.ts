// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What snappass declares in charmcraft.yaml, for `Charm<SnappassTypes>`. */
export interface SnappassTypes extends CharmTypes {
  containers: "snappass" | "redis";
  config: {
    /** The port that the web app listens on */
    readonly port: number;
    /** How much the web app says; debug, info, warning or error */
    readonly "log-level": string;
    /** The port that Redis listens on */
    readonly "redis-port": number;
  };
  actions: {
    /** Delete every secret that nobody has read yet, and say how many there were */
    readonly purge: Readonly<Record<never, never>>;
  };
  relations: never;
  storages: never;
  resources: "snappass-image" | "redis-image";
}
