import type { ConformanceCase } from "./case.ts";

const labels = ["one", "two", "three", "four", "five", "six"];

/** A text that may begin with a line end, so that it can stand below what opens it. */
const text = (written: string): string => written.replace(/^\n/, "");

/** Layers that a daemon starts with, lowest first, and the plan that it then prints. */
export function planOf(name: string, layers: readonly string[], plan: string): ConformanceCase {
  const files = layers.map((layer, i) => [`layers/00${i + 1}-${labels[i]}.yaml`, text(layer)] as const);
  return { name, files: Object.fromEntries(files), steps: [{ run: ["plan"], stdout: text(plan) }] };
}

/** What is written as a field's value, and how the plan prints it; nothing where it does not print the field. */
export type FieldValue = readonly [written: string, printed?: string];

/** Entries of one section that differ in one field; the plan has the field where its order puts it. */
const valuesOf = (
  section: { readonly name: string; readonly fields: readonly string[]; readonly first: readonly string[] },
  field: string,
  values: readonly FieldValue[],
): readonly [layer: string, plan: string] => {
  const entryName = (i: number): string => `e${String.fromCharCode(97 + i)}`;
  const written = values.map(
    ([value], i) => `  ${entryName(i)}: {${section.fields.join(", ")}, ${field}: ${value}}\n`,
  );
  const printed = values.map(([, value], i) => {
    const own = value === undefined ? [] : [`${field}: ${value}`];
    const lines = section.first.includes(field) ? [...own, ...section.fields] : [...section.fields, ...own];
    return [`    ${entryName(i)}:`, ...lines.map((line) => `        ${line}`), ""].join("\n");
  });
  return [`${section.name}:\n${written.join("")}`, `${section.name}:\n${printed.join("")}`];
};

/** Services whose field has these values. */
export function serviceValues(name: string, field: string, values: readonly FieldValue[]): ConformanceCase {
  const section = {
    name: "services",
    fields: ["override: replace", "command: x"],
    first: ["summary", "description", "startup"],
  };
  const [layer, plan] = valuesOf(section, field, values);
  return planOf(name, [layer], plan);
}
