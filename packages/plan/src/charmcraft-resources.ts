import { optionalText } from "./charmcraft-fields.ts";
import type { Field } from "./field.ts";

/** One entry of `resources`. */
export interface CharmResource {
  readonly type: "oci-image" | "file";
  readonly description: string;
  /** The name of the file in the charm's folder; only a file has one. */
  readonly filename?: string;
  /** Where to find the image when nobody says otherwise. */
  readonly upstreamSource?: string;
}

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
  const filename = optionalText(fields.get("filename"));
  return {
    type,
    description,
    ...(filename === "" ? {} : { filename }),
    ...(upstreamSource === "" ? {} : { upstreamSource }),
  };
};

/** Reads the map `resources`; what is wrong is recorded in its fields. */
export const readResources = (field: Field | undefined): ReadonlyMap<string, CharmResource> => {
  const resources = new Map<string, CharmResource>();
  for (const [name, entry] of field?.fields() ?? []) {
    const resource = readResource(entry);
    if (resource !== undefined) resources.set(name, resource);
  }
  return resources;
};
