import { optionalText, optionalTexts } from "./charmcraft-fields.ts";
import type { Field } from "./field.ts";

/** Where a storage of the charm appears in a container. */
export interface ContainerMount {
  readonly storage: string;
  readonly location?: string;
}

/** A system that a container may be made from. */
export interface ContainerBase {
  /** As in `ubuntu`. */
  readonly name: string;
  /** As in `22.04/stable`. */
  readonly channel: string;
  readonly architectures: readonly string[];
}

/** One entry of `containers`. */
export interface CharmContainer {
  /** The oci-image resource that the container is made from; empty when `bases` say what it is made from. */
  readonly resource: string;
  /** What the container may be made from instead of an image, the best first; absent when it is an image. */
  readonly bases?: readonly ContainerBase[];
  readonly mounts: readonly ContainerMount[];
}

const containerName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

const readMounts = (field: Field | undefined): readonly ContainerMount[] =>
  (field?.items() ?? []).flatMap((item) => {
    const fields = item.fields();
    const storage = optionalText(fields.get("storage"));
    const location = optionalText(fields.get("location"));
    if (storage === "") item.fault("cannot mount anything: the mount needs `storage`, the name of a storage");
    return storage === "" ? [] : [{ storage, ...(location === "" ? {} : { location }) }];
  });

const readBases = (field: Field | undefined): readonly ContainerBase[] =>
  (field?.items() ?? []).map((item) => {
    const fields = item.fields();
    return {
      name: optionalText(fields.get("name")),
      channel: optionalText(fields.get("channel")),
      architectures: optionalTexts(fields.get("architectures")),
    };
  });

/** Finds the image of a container, told where it is missing: a container without one could never be started. */
const readImage = (container: Field, resources: Field | undefined): string => {
  const field = container.fields().get("resource");
  const bases = container.fields().get("bases");
  if (field === undefined || field.isEmpty) {
    if (bases !== undefined && !bases.isEmpty) return "";
    const at = field ?? container;
    at.fault("cannot find the container's image: `resource` has to name an oci-image resource");
    return "";
  }
  if (bases !== undefined && !bases.isEmpty) {
    bases.fault("cannot make a container from both: it has either a `resource` or `bases`");
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

/** Reads the map `containers`; what is wrong is recorded in its fields. */
export const readContainers = (
  field: Field | undefined,
  resources: Field | undefined,
): ReadonlyMap<string, CharmContainer> => {
  const containers = new Map<string, CharmContainer>();
  for (const [name, entry] of field?.fields() ?? []) {
    if (!containerName.test(name)) {
      entry.fault(
        "cannot use this name for a container: lower-case letters, digits and inner dashes are allowed",
      );
    }
    const mounts = readMounts(entry.fields().get("mounts"));
    const bases = readBases(entry.fields().get("bases"));
    containers.set(name, {
      resource: readImage(entry, resources),
      ...(bases.length === 0 ? {} : { bases }),
      mounts,
    });
  }
  return containers;
};
