import type { CharmAction, Charmcraft, ConfigOption } from "@cobble/plan";
import { classNameOf } from "./class-name.ts";
import { descriptionOf, hasDefault, propertyName, schemaType } from "./schema-type.ts";

/** The file that {@link printDeclarations} is for, below the charm's folder. */
export const declarationsFile = "src/charmcraft.d.ts";

const configTypes: Readonly<Record<ConfigOption["type"], string>> = {
  string: "string",
  int: "number",
  float: "number",
  boolean: "boolean",
  // The id of a secret, as in secret:d0jh9s7mp25c77a5nhg0.
  secret: "string",
};

/** The name of the interface: `my-app` has `MyAppTypes`. */
export const typesName = (name: string): string => `${classNameOf(name)}Types`;

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** A comment of one line or more; a description cannot end it early. */
const comment = (text: string): readonly string[] => {
  const lines = text.trim().replaceAll("*/", "*\\/").split("\n");
  if (lines[0] === "") return [];
  return lines.length === 1
    ? [`/** ${lines[0]} */`]
    : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
};

const names = (all: ReadonlyMap<string, unknown>): string =>
  all.size === 0 ? "never" : [...all.keys()].map((name) => JSON.stringify(name)).join(" | ");

/** A member of an object type. One that may be absent may also be undefined, as it is when nobody has set it. */
const member = (name: string, { type, isOptional }: { type: string; isOptional: boolean }): string =>
  `readonly ${propertyName(name)}${isOptional ? "?" : ""}: ${type}${isOptional ? " | undefined" : ""};`;

/** `NAME: { … };` */
const block = (name: string, members: readonly string[]): readonly string[] =>
  members.length === 0
    ? [`${name}: Readonly<Record<never, never>>;`]
    : [`${name}: {`, ...indent(members), "};"];

const optionLines = ([name, option]: [string, ConfigOption]): readonly string[] => [
  ...comment(option.description),
  member(name, { type: configTypes[option.type], isOptional: option.default === undefined }),
];

const paramLines = (action: CharmAction): readonly string[] =>
  [...action.params].flatMap(([name, schema]) => [
    ...comment(descriptionOf(schema)),
    member(name, {
      type: schemaType(schema),
      isOptional: !action.required.includes(name) && !hasDefault(schema),
    }),
  ]);

/**
 * What a charm declares, for the compiler: an interface for `Charm<T>`.
 * @param charm a charm's description
 * @param file the name of the file that it stands in
 */
export const printDeclarations = (charm: Charmcraft, file: string): string => {
  const members = [
    `containers: ${names(charm.containers)};`,
    ...block("config", [...charm.config].flatMap(optionLines)),
    ...block(
      "actions",
      [...charm.actions].flatMap(([name, action]) => [
        ...comment(action.description),
        ...block(`readonly ${propertyName(name)}`, paramLines(action)),
      ]),
    ),
    `relations: ${names(charm.relations)};`,
    `storages: ${names(charm.storages)};`,
    `resources: ${names(charm.resources)};`,
  ];
  return [
    `// Made from ${file} by \`cobble-charm types\`: change that file, and make this one anew.`,
    'import type { CharmTypes } from "@cobble/charm";',
    "",
    `/** What ${charm.name} declares in ${file}, for \`Charm<${typesName(charm.name)}>\`. */`,
    `export interface ${typesName(charm.name)} extends CharmTypes {`,
    ...indent(members),
    "}",
    "",
  ].join("\n");
};
