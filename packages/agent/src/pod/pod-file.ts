import {
  type Charmcraft,
  type ConfigValue,
  ConfigValueError,
  type Fault,
  parseConfigValue,
  readYamlFields,
  type YamlField,
} from "@cobble/plan";
import type { RemoteApp } from "../unit/relations.ts";
import { readPodRelations } from "./pod-relations.ts";

/** What `pod.yaml` says of one container. */
export interface PodContainer {
  /** Folders, relative to the pod's, that come first on the PATH of what runs in the container. */
  readonly path: readonly string[];
}

/** How a charm is run on this machine: the file `pod.yaml` beside `charmcraft.yaml`. All of it is optional. */
export interface PodFile {
  readonly containers: ReadonlyMap<string, PodContainer>;
  /** Config options that are TCP ports of this machine: one that is taken is replaced. */
  readonly ports: readonly string[];
  /** The address of the app, with `${option}` for values of the configuration. */
  readonly open: string | undefined;
  /** Values for config options instead of their defaults, with the folder of the pod's state where they had `${pod}`. */
  readonly config: ReadonlyMap<string, ConfigValue>;
  /** The files of the charm's resources, relative to the pod's folder. */
  readonly resources: ReadonlyMap<string, string>;
  /** The applications at the other ends of the charm's relations, by endpoint. */
  readonly relations: ReadonlyMap<string, RemoteApp>;
}

/** What stands for a missing `pod.yaml`. */
export const emptyPodFile: PodFile = {
  containers: new Map(),
  ports: [],
  open: undefined,
  config: new Map(),
  resources: new Map(),
  relations: new Map(),
};

const known = ["containers", "ports", "open", "config", "resources", "relations"];

const listOf = (names: Iterable<string>): string => [...names].join(", ") || "none";

const readContainer = (field: YamlField): PodContainer => {
  const fields = field.fields();
  for (const [key, entry] of fields) {
    if (key !== "path") entry.fault(`cannot use the key ${JSON.stringify(key)}: a container has only path`);
  }
  return {
    path:
      fields
        .get("path")
        ?.items()
        .flatMap((item) => item.text() ?? []) ?? [],
  };
};

const readContainers = (field: YamlField | undefined, charm: Charmcraft): PodFile["containers"] => {
  const containers = new Map<string, PodContainer>();
  for (const [name, entry] of field?.fields() ?? []) {
    if (!charm.containers.has(name)) {
      const names = listOf(charm.containers.keys());
      entry.fault(`cannot find a container ${JSON.stringify(name)}: the charm's containers are ${names}`);
    }
    containers.set(name, readContainer(entry));
  }
  return containers;
};

const unknownOption = (name: string, charm: Charmcraft): string =>
  `cannot find a config option ${JSON.stringify(name)}: the charm's options are ${listOf(charm.config.keys())}`;

const readPorts = (field: YamlField | undefined, charm: Charmcraft): readonly string[] =>
  (field?.items() ?? []).flatMap((item) => {
    const name = item.text();
    if (name === undefined) return [];
    const option = charm.config.get(name);
    if (option === undefined) item.fault(unknownOption(name, charm));
    else if (option.type !== "int") {
      item.fault(`cannot use option ${JSON.stringify(name)} as a port: its type is ${option.type}, not int`);
    }
    return [name];
  });

const readOpen = (field: YamlField | undefined, charm: Charmcraft): string | undefined => {
  const text = field?.text();
  for (const [, name = ""] of text?.matchAll(/\$\{([^}]*)\}/g) ?? []) {
    if (!charm.config.has(name)) field?.fault(unknownOption(name, charm));
  }
  return text;
};

/** What a value says for the folder of the pod's state: its containers share this machine's files, and files need a place. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is what people write
const statePlaceholder = "${pod}";

const readConfig = (
  field: YamlField | undefined,
  { charm, stateDir }: { readonly charm: Charmcraft; readonly stateDir: string },
): PodFile["config"] => {
  const config = new Map<string, ConfigValue>();
  for (const [name, entry] of field?.fields() ?? []) {
    const option = charm.config.get(name);
    const value = entry.scalar();
    if (option === undefined) entry.fault(unknownOption(name, charm));
    else if (value === undefined)
      entry.fault("cannot use this as a value: a text, number, true or false is needed");
    else {
      try {
        const text = String(value).replaceAll(statePlaceholder, () => stateDir);
        config.set(name, parseConfigValue({ ...option, name }, text));
      } catch (error) {
        if (!(error instanceof ConfigValueError)) throw error;
        entry.fault(error.message);
      }
    }
  }
  return config;
};

const readResources = (field: YamlField | undefined, charm: Charmcraft): PodFile["resources"] => {
  const resources = new Map<string, string>();
  for (const [name, entry] of field?.fields() ?? []) {
    const resource = charm.resources.get(name);
    const file = entry.text();
    if (resource === undefined) {
      const names = listOf(charm.resources.keys());
      entry.fault(`cannot find a resource ${JSON.stringify(name)}: the charm's resources are ${names}`);
    } else if (resource.type === "oci-image") {
      entry.fault(`cannot give ${JSON.stringify(name)} a file: it is an image, which a pod has no use for`);
    } else if (file !== undefined) resources.set(name, file);
  }
  return resources;
};

/**
 * Reads a `pod.yaml`.
 * @param about the file's name for faults, the charm that it is for, and the folder that the pod keeps its state in
 * @returns what it says, and all that is wrong in it, in the order of the file; use the first only if there is none of the other
 */
export const readPodFile = (
  text: string,
  about: { readonly file: string; readonly charm: Charmcraft; readonly stateDir: string },
): { readonly pod: PodFile; readonly faults: readonly Fault[] } => {
  const { root, faults } = readYamlFields(text, { file: about.file });
  const fields = root.fields();
  for (const [key, entry] of fields) {
    if (!known.includes(key))
      entry.fault(`cannot use the key ${JSON.stringify(key)}: known are ${listOf(known)}`);
  }
  const pod: PodFile = {
    containers: readContainers(fields.get("containers"), about.charm),
    ports: readPorts(fields.get("ports"), about.charm),
    open: readOpen(fields.get("open"), about.charm),
    config: readConfig(fields.get("config"), about),
    resources: readResources(fields.get("resources"), about.charm),
    relations: readPodRelations(fields.get("relations"), about.charm),
  };
  return { pod, faults: faults.toSorted((a, b) => a.line - b.line || a.column - b.column) };
};
