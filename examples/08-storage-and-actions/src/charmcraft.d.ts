// Made from charmcraft.yaml by `cobble-charm types`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What journal declares in charmcraft.yaml, for `Charm<JournalTypes>`. */
export interface JournalTypes extends CharmTypes {
  containers: "journal";
  config: {
    /** The port that the server listens on */
    readonly port: number;
    /** Where the container has the storage data */
    readonly "data-folder": string;
    /** Where the container has the storage backups */
    readonly "backups-folder": string;
  };
  actions: {
    /** Copy all lines */
    readonly backup: {
      /** What the copy is to be called */
      readonly name: string;
    };
    /** Put a copy in the place of the lines that there are */
    readonly restore: {
      /** What the copy is called */
      readonly name: string;
      /** Whether to keep the lines that there are, before those of the copy */
      readonly append: boolean;
    };
  };
  relations: never;
  storages: "data" | "backups";
  resources: "journal-image";
}
