// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What my-charm declares in charmcraft.yaml, for `Charm<MyCharmTypes>`. */
export interface MyCharmTypes extends CharmTypes {
  containers: "web";
  config: {
    /** The port that the web server listens on */
    readonly port: number;
  };
  actions: {
    /** Say which version of the web server runs */
    readonly version: Readonly<Record<never, never>>;
  };
  relations: never;
  storages: never;
  resources: "web-image";
}
