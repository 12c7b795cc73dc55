import { serviceFields } from "./fields/service.ts";
import type { Layer, Position } from "./layer.ts";
import { type PlacePath, placeFinder } from "./parse/find-place.ts";
import { openText, positionOf } from "./parse/reading.ts";
import { partsOf } from "./parts.ts";
import { printedFields } from "./print/fields.ts";
import { isWithheld, plainValue } from "./print/plain.ts";
import type { Value } from "./print/value.ts";
import type { Service } from "./service.ts";

/** Which layer set a part of a service last, and where in its text. */
export interface Origin {
  /** A field of a layer; keys of its map and items of its list stand behind a dot: `command`, `environment.PORT`. */
  readonly field: string;
  /** What it is set to, on one line; absent for variables of the environment, which may be secrets. */
  readonly value?: string;
  /** The layer's label. */
  readonly label: string;
  /** The file that the layer was read from; absent for one that a client has added. */
  readonly file?: string;
  /** Absent when the layer was not read from text. */
  readonly position?: Position;
}

/** A part of a service, the layer that set it, and what leads to it there. */
interface Setting {
  readonly field: string;
  readonly value?: string;
  readonly layer: Layer;
  readonly path: PlacePath;
}

const settingsOf = (layer: Layer, key: string, value: Value): readonly Setting[] => {
  switch (value.kind) {
    case "word":
    case "text":
      return [{ field: key, value: plainValue(value), layer, path: [key] }];
    case "list":
      return value.items.map((item) => ({
        field: `${key}.${item}`,
        value: item,
        layer,
        path: [key, { item }],
      }));
    case "map":
      return value.entries.map(([name, inner]) => ({
        field: `${key}.${name}`,
        ...(isWithheld(key) ? {} : { value: plainValue(inner) }),
        layer,
        path: [key, name],
      }));
    default:
      return value satisfies never;
  }
};

/** The layers, lowest first, of which something may be left in a service: the last that replaces it, and those above. */
const contributions = (
  layers: readonly Layer[],
  name: string,
): readonly { readonly layer: Layer; readonly service: Service }[] => {
  const all = layers.flatMap(partsOf).flatMap((layer) => {
    const service = layer.services.get(name);
    return service === undefined ? [] : [{ layer, service }];
  });
  const base = all.findLastIndex(({ service }) => service.override !== "merge");
  return all.slice(Math.max(base, 0));
};

const collectSettings = (layers: readonly Layer[], name: string): ReadonlyMap<string, Setting> => {
  const settings = new Map<string, Setting>();
  for (const { layer, service } of contributions(layers, name)) {
    for (const [key, value] of printedFields(serviceFields, service)) {
      // A merged entry keeps the word of the lowest layer.
      if (value === undefined || (key === "override" && settings.has(key))) continue;
      for (const setting of settingsOf(layer, key, value)) settings.set(setting.field, setting);
    }
  }
  return settings;
};

/** Opens each layer's text once, and only when something in it is asked for. */
const positionFinder = (name: string): ((setting: Setting) => Position | undefined) => {
  const opened = new Map<Layer, (path: PlacePath) => Position | undefined>();
  const open = (layer: Layer): ((path: PlacePath) => Position | undefined) => {
    if (layer.source === undefined) return () => undefined;
    const reading = openText(layer.source.text, { label: layer.label });
    const find = placeFinder(reading);
    return (path) => {
      const place = find(["services", name, ...path]);
      return place && positionOf(reading, place.offset);
    };
  };
  return ({ layer, path }) => {
    const find = opened.get(layer) ?? open(layer);
    opened.set(layer, find);
    return find(path);
  };
};

/**
 * For each part of a service in the plan of `layers`, the layer that set it last, in the order that fields print. Layers'
 * texts are read again for it, which takes milliseconds: it is for explanations, not for every request.
 * @returns none when no layer has the service
 */
export const serviceOrigins = (layers: readonly Layer[], name: string): readonly Origin[] => {
  const positionAt = positionFinder(name);
  const order = [...serviceFields.byKey.keys()];
  const rank = ({ field }: Setting): number => order.indexOf(field.split(".", 1)[0] ?? "");
  return [...collectSettings(layers, name).values()]
    .toSorted((a, b) => rank(a) - rank(b))
    .map((setting) => {
      const { label, source } = setting.layer;
      const position = positionAt(setting);
      return {
        field: setting.field,
        ...(setting.value === undefined ? {} : { value: setting.value }),
        label,
        ...(source?.file === undefined ? {} : { file: source.file }),
        ...(position === undefined ? {} : { position }),
      };
    });
};
