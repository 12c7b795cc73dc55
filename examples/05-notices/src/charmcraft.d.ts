// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What mill declares in charmcraft.yaml, for `Charm<MillTypes>`. */
export interface MillTypes extends CharmTypes {
  containers: "mill";
  config: {
    /** The port that sacks are brought to */
    readonly port: number;
    /** How many seconds the mill lets go by between two words of how far it is */
    readonly "tell-every": number;
  };
  actions: Readonly<Record<never, never>>;
  relations: never;
  storages: never;
  resources: "mill-image";
}
