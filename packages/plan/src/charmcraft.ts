import { type ConfigOption, readConfigOptions } from "./config-options.ts";
import type { Field } from "./field.ts";

/** Where a storage of the charm appears in a container. */
export interface ContainerMount {
  readonly storage: string;
  readonly location?: string;
}

/** One entry of `containers`. */
export interface CharmContainer {
  /** The oci-image resource that the container is made from. */
  readonly resource: string;
  readonly mounts: readonly ContainerMount[];
}

/** One entry of `resources`. */
export interface CharmResource {
  readonly type: "oci-image" | "file";
  readonly description: string;
  /** Where to find the image when nobody says otherwise. */
  readonly upstreamSource?: string;
}

/** One entry of `actions`. */
export interface CharmAction {
  readonly description: string;
  /** Each parameter's JSON Schema, as written. */
  readonly params: ReadonlyMap<string, unknown>;
  /** The parameters that must be given. */
  readonly required: readonly string[];
}

/** What a charm says about itself. */
export interface Charmcraft {
  readonly name: string;
  readonly summary: string;
  /** Empty for an operator-only charm. */
  readonly containers: ReadonlyMap<string, CharmContainer>;
  readonly resources: ReadonlyMap<string, CharmResource>;
  readonly config: ReadonlyMap<string, ConfigOption>;
  readonly actions: ReadonlyMap<string, CharmAction>;
}

const charmName = /^[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*$/;
const containerName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const actionName = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

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

const optionalText = (field: Field | undefined): string =>
  field === undefined || field.isEmpty ? "" : (field.text() ?? "");

const readResource = (field: Field): CharmResource | undefined => {
  const fields = field.fields();
  const typeField = fields.get("type") ?? field;
  const type = fields.has("type") ? typeField.text() : undefined;
  if (type !== "oci-image" && type !== "file") {
    typeField.fault("cannot tell what the resource is: its `type` has to be oci-image or file");
    return undefined;
  }
  const upstreamSource = optionalText(fields.get("upstream-source"));
  const description = optionalText(fields.get("description"));
  return { type, description, ...(upstreamSource === "" ? {} : { upstreamSource }) };
};

const readResources = (field: Field | undefined): Charmcraft["resources"] => {
  const resources = new Map<string, CharmResource>();
  for (const [name, entry] of field?.fields() ?? []) {
    const resource = readResource(entry);
    if (resource !== undefined) resources.set(name, resource);
  }
  return resources;
};

const readMounts = (field: Field | undefined): readonly ContainerMount[] =>
  (field?.items() ?? []).flatMap((item) => {
    const fields = item.fields();
    const storage = optionalText(fields.get("storage"));
    const location = optionalText(fields.get("location"));
    if (storage === "") item.fault("cannot mount anything: the mount needs `storage`, the name of a storage");
    return storage === "" ? [] : [{ storage, ...(location === "" ? {} : { location }) }];
  });

/** Finds the image of a container, told where it is missing: a container without one could never be started. */
const readImage = (container: Field, resources: Field | undefined): string => {
  const field = container.fields().get("resource");
  if (field === undefined || field.isEmpty) {
    const at = field ?? container;
    at.fault("cannot find the container's image: `resource` has to name an oci-image resource");
    return "";
  }
  const name = field.text();
  if (name === undefined) return "";
  const resource = resources?.fields().get(name);
  if (resource === undefined) {
    const known = [...(resources?.fields().keys() ?? [])];
    const list = known.length === 0 ? "there are no resources" : `the resources are ${known.join(", ")}`;
    field.fault(`cannot find a resource ${JSON.stringify(name)}: ${list}`);
  } else if (resource.fields().get("type")?.scalar() === "file") {
    field.fault(
      `cannot make a container from resource ${JSON.stringify(name)}: its type is file, not oci-image`,
    );
  }
  return name;
};

const readContainers = (field: Field | undefined, resources: Field | undefined): Charmcraft["containers"] => {
  const containers = new Map<string, CharmContainer>();
  for (const [name, entry] of field?.fields() ?? []) {
    if (!containerName.test(name)) {
      entry.fault(
        "cannot use this name for a container: lower-case letters, digits and inner dashes are allowed",
      );
    }
    const mounts = readMounts(entry.fields().get("mounts"));
    containers.set(name, { resource: readImage(entry, resources), mounts });
  }
  return containers;
};

const readAction = (field: Field): CharmAction => {
  const fields = field.fields();
  const params = new Map([...(fields.get("params")?.fields() ?? [])].map(([name, at]) => [name, at.data()]));
  const required = (fields.get("required")?.items() ?? []).flatMap((item) => item.text() ?? []);
  return { description: optionalText(fields.get("description")), params, required };
};

const readActions = (entries: ReadonlyMap<string, Field>): Charmcraft["actions"] => {
  const actions = new Map<string, CharmAction>();
  for (const [name, entry] of entries) {
    if (!actionName.test(name)) {
      entry.fault(
        "cannot use this name for an action: lower-case letters, digits and inner dashes are allowed",
      );
    }
    actions.set(name, readAction(entry));
  }
  return actions;
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
  };
};
