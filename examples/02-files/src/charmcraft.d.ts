// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What signpost declares in charmcraft.yaml, for `Charm<SignpostTypes>`. */
export interface SignpostTypes extends CharmTypes {
  containers: "signpost";
  config: {
    /** What the page shows */
    readonly title: string;
    /** The port that the page is on */
    readonly port: number;
    /** The file in the container that the server reads */
    readonly "config-file": string;
  };
  actions: Readonly<Record<never, never>>;
  relations: never;
  storages: never;
  resources: "signpost-image";
}
