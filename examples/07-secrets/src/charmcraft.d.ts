// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What guard declares in charmcraft.yaml, for `Charm<GuardTypes>`. */
export interface GuardTypes extends CharmTypes {
  containers: "guard";
  config: {
    /** The port that the page is on */
    readonly port: number;
    /** The file in the container that the server reads its password from */
    readonly "password-file": string;
  };
  actions: {
    /** Make a new password now, as when the old one has become known */
    readonly "rotate-password": Readonly<Record<never, never>>;
  };
  relations: "guards";
  storages: never;
  resources: "guard-image";
}
