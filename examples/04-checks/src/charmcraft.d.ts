// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What beacon declares in charmcraft.yaml, for `Charm<BeaconTypes>`. */
export interface BeaconTypes extends CharmTypes {
  containers: "beacon";
  config: {
    /** The port that the beacon is on */
    readonly port: number;
  };
  actions: Readonly<Record<never, never>>;
  relations: never;
  storages: never;
  resources: "beacon-image";
}
