// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What tally declares in charmcraft.yaml, for `Charm<TallyTypes>`. */
export interface TallyTypes extends CharmTypes {
  containers: "tally";
  config: {
    /** What is counted, separated by spaces */
    readonly columns: string;
    /** The port that the table is on */
    readonly port: number;
    /** The file in the container that the table is kept in */
    readonly "data-file": string;
  };
  actions: Readonly<Record<never, never>>;
  relations: never;
  storages: never;
  resources: "tally-image";
}
