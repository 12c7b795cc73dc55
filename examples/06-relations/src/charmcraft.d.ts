// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What catalogue declares in charmcraft.yaml, for `Charm<CatalogueTypes>`. */
export interface CatalogueTypes extends CharmTypes {
  containers: "catalogue";
  config: {
    /** The port that the page is on */
    readonly port: number;
  };
  actions: Readonly<Record<never, never>>;
  relations: "item" | "mirrors";
  storages: never;
  resources: "catalogue-image";
}
