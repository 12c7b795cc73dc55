import type { Charmcraft, YamlField } from "@cobble/plan";
import type { RemoteApp } from "../unit/relations.ts";

type Data = Readonly<Record<string, string>>;

const known = ["app", "data", "units"];
const appPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** A text as it stands; anything else as JSON, the form in which charms write values with types. */
const readData = (field: YamlField | undefined): Data => {
  const data: Record<string, string> = {};
  for (const [key, entry] of field?.fields() ?? []) {
    const value = entry.data();
    if (entry.isEmpty) entry.fault(`cannot use nothing as the value of ${JSON.stringify(key)}: leave it out`);
    else data[key] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return data;
};

const readUnits = (field: YamlField | undefined, app: string): Readonly<Record<string, Data>> => {
  const first = `${app}/0`;
  if (field === undefined || field.isEmpty) return { [first]: {} };
  const units: Record<string, Data> = {};
  for (const [number, entry] of field.fields()) {
    if (/^(0|[1-9]\d*)$/.test(number)) units[`${app}/${number}`] = readData(entry);
    else
      entry.fault(`cannot use ${JSON.stringify(number)} as a unit: units are numbered, as in 0: {key: text}`);
  }
  return units;
};

const readApp = (field: YamlField, charm: Charmcraft): string => {
  const app = field.text();
  if (app === undefined) return "";
  if (!appPattern.test(app)) {
    field.fault(
      `cannot use ${JSON.stringify(app)} as an application: its name is lower-case letters, digits and inner dashes`,
    );
  } else if (app === charm.name) {
    field.fault(`cannot relate ${JSON.stringify(app)} to itself: name another application`);
  }
  return app;
};

const readRelation = (entry: YamlField, charm: Charmcraft): RemoteApp => {
  const fields = entry.fields();
  for (const [key, one] of fields) {
    if (!known.includes(key))
      one.fault(`cannot use the key ${JSON.stringify(key)}: a relation has ${known.join(", ")}`);
  }
  const name = fields.get("app");
  const isNamed = name !== undefined && !name.isEmpty;
  // Of anything but a map it is said already that a map is needed.
  if (!isNamed && ["a map", "nothing"].includes(entry.shown)) {
    entry.fault("cannot use the relation: it has no `app`, the name of the application at its other end");
  }
  const app = isNamed ? readApp(name, charm) : "";
  const units = readUnits(fields.get("units"), app);
  return { app, units: Object.keys(units), data: { ...units, [app]: readData(fields.get("data")) } };
};

/** Says what is wrong with an endpoint's name; undefined when nothing is. */
const faultOf = (endpoint: string, { relations }: Charmcraft): string | undefined => {
  const names = [...relations].flatMap(([name, { role }]) => (role === "peer" ? [] : [name]));
  const role = relations.get(endpoint)?.role;
  if (role === "peer") {
    return `cannot relate ${JSON.stringify(endpoint)}: it joins the units of the charm itself, and is there already`;
  }
  if (role !== undefined) return undefined;
  const all = names.join(", ") || "none";
  return `cannot find an endpoint ${JSON.stringify(endpoint)}: those that the charm requires or provides are ${all}`;
};

/** Reads `relations` of `pod.yaml`: the application at the other end of each, and what it and its units say. */
export const readPodRelations = (
  field: YamlField | undefined,
  charm: Charmcraft,
): ReadonlyMap<string, RemoteApp> => {
  const relations = new Map<string, RemoteApp>();
  for (const [endpoint, entry] of field?.fields() ?? []) {
    const fault = faultOf(endpoint, charm);
    if (fault !== undefined) entry.fault(fault);
    relations.set(endpoint, readRelation(entry, charm));
  }
  return relations;
};
