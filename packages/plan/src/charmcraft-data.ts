import { type Charmcraft, readCharmcraft } from "./charmcraft.ts";
import { dataField } from "./data-fields.ts";

/** A charm's description as a reader of YAML gave it, and the parts of it that stand in files of their own. */
export interface CharmcraftData {
  readonly main: unknown;
  /** A `config.yaml`. */
  readonly config?: unknown;
  /** An `actions.yaml`. */
  readonly actions?: unknown;
}

/**
 * Reads a charm's description from plain data: faster than `parseCharmcraft`, and without places.
 * @returns undefined when anything is wrong, which `parseCharmcraft` can tell
 */
export const charmcraftOfData = ({ main, config, actions }: CharmcraftData): Charmcraft | undefined => {
  let faults = 0;
  const fault = (): void => {
    faults += 1;
  };
  const charm = readCharmcraft({
    main: dataField(main, fault),
    ...(config === undefined ? {} : { config: dataField(config, fault) }),
    ...(actions === undefined ? {} : { actions: dataField(actions, fault) }),
  });
  return faults === 0 ? charm : undefined;
};
