import { type CharmAbout, readAbout } from "./charmcraft-about.ts";
import { type CharmAction, readActions } from "./charmcraft-actions.ts";
import { type CharmContainer, readContainers } from "./charmcraft-containers.ts";
import { optionalText } from "./charmcraft-fields.ts";
import { type CharmRelation, readRelations } from "./charmcraft-relations.ts";
import { type CharmResource, readResources } from "./charmcraft-resources.ts";
import { type CharmStorage, readStorages } from "./charmcraft-storage.ts";
import { type ConfigOption, readConfigOptions } from "./config-options.ts";
import type { Field } from "./field.ts";

/** What a charm says about itself. */
export interface Charmcraft extends CharmAbout {
  readonly name: string;
  readonly summary: string;
  /** Empty for an operator-only charm. */
  readonly containers: ReadonlyMap<string, CharmContainer>;
  readonly resources: ReadonlyMap<string, CharmResource>;
  readonly config: ReadonlyMap<string, ConfigOption>;
  readonly actions: ReadonlyMap<string, CharmAction>;
  /** Every endpoint of the charm, by name: those it requires, then those it provides, then those of its peers. */
  readonly relations: ReadonlyMap<string, CharmRelation>;
  readonly storages: ReadonlyMap<string, CharmStorage>;
}

const charmName = /^[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*$/;

const readName = (root: Field, fields: ReadonlyMap<string, Field>): string => {
  const field = fields.get("name");
  if (field === undefined) {
    root.fault("cannot find `name`: a charm has one, as in `name: snappass`");
    return "";
  }
  const name = field.text();
  if (name !== undefined && !charmName.test(name)) {
    field.fault(`cannot name a charm ${field.shown}: lower-case words, digits and single dashes are allowed`);
  }
  return name ?? "";
};

/** A charm's description, and the parts of it that stand in files of their own. */
export interface CharmcraftFields {
  readonly main: Field;
  /** A `config.yaml`, whose `options` are those of the charm. */
  readonly config?: Field | undefined;
  /** An `actions.yaml`, whose entries are the actions of the charm. */
  readonly actions?: Field | undefined;
}

/** Reads a charm's description. What is wrong is recorded in its fields, and then the result means nothing. */
export const readCharmcraft = ({ main, config, actions }: CharmcraftFields): Charmcraft => {
  const fields = main.fields();
  const type = fields.get("type");
  if (type !== undefined && type.scalar() !== "charm") {
    type.fault(`cannot use ${type.shown}: only charm is known`);
  }
  const options = (config ?? fields.get("config"))?.fields().get("options");
  return {
    name: readName(main, fields),
    summary: optionalText(fields.get("summary")),
    containers: readContainers(fields.get("containers"), fields.get("resources")),
    resources: readResources(fields.get("resources")),
    config: readConfigOptions(options),
    actions: readActions((actions ?? fields.get("actions"))?.fields() ?? new Map()),
    relations: readRelations(fields),
    storages: readStorages(fields.get("storage")),
    ...readAbout(fields),
  };
};
