import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCharmcraft } from "@cobble/plan";
import { printDeclarations, typesName } from "../../src/author/declarations.ts";
import { schemaType } from "../../src/author/schema-type.ts";

const declarationsOf = (text: string): string =>
  printDeclarations(parseCharmcraft(text, { file: "charmcraft.yaml" }), "charmcraft.yaml");

describe("printDeclarations", () => {
  it("names are unions, options and parameters have their types and what is said about them", () => {
    const text = `
name: my-app2
containers: {my-app: {resource: image}, redis: {resource: image}}
resources: {image: {type: oci-image}}
config:
  options:
    port: {type: int, default: 80, description: The port}
    log-level: {type: string}
    ratio: {type: float, default: 0.5}
    password: {type: secret}
    verbose: {type: boolean, default: false}
requires: {db: {interface: postgresql_client}}
peers: {cluster: {interface: cluster}}
storage: {data: {type: filesystem}}
actions:
  purge:
    description: |
      Removes what is old.
      This cannot be undone */ really.
    params:
      older-than: {type: integer, description: In days}
      mode: {type: string, enum: [soft, hard], default: soft}
      names: {type: array, items: {type: string}}
    required: [older-than]
  ping: {}
`;
    assert.equal(
      declarationsOf(text),
      `// Made from charmcraft.yaml by \`cobble-charm types\`: change that file, and make this one anew.
import type { CharmTypes } from "@cobble/charm";

/** What my-app2 declares in charmcraft.yaml, for \`Charm<MyApp2Types>\`. */
export interface MyApp2Types extends CharmTypes {
  containers: "my-app" | "redis";
  config: {
    /** The port */
    readonly port: number;
    readonly "log-level"?: string | undefined;
    readonly ratio: number;
    readonly password?: string | undefined;
    readonly verbose: boolean;
  };
  actions: {
    /**
     * Removes what is old.
     * This cannot be undone *\\/ really.
     */
    readonly purge: {
      /** In days */
      readonly "older-than": number;
      readonly mode: "soft" | "hard";
      readonly names?: readonly string[] | undefined;
    };
    readonly ping: Readonly<Record<never, never>>;
  };
  relations: "db" | "cluster";
  storages: "data";
  resources: "image";
}
`,
    );
  });

  it("a charm that declares nothing has no names", () => {
    const text = declarationsOf("name: integrator");
    assert.match(text, /containers: never;\n {2}config: Readonly<Record<never, never>>;/);
    assert.match(text, /relations: never;\n {2}storages: never;\n {2}resources: never;/);
  });

  it("the interface has the charm's name in one word", () => {
    assert.deepEqual([typesName("snappass"), typesName("a-b-c3")], ["SnappassTypes", "ABC3Types"]);
  });
});

describe("schemaType", () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [{ type: "string" }, "string"],
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "integer" }, "number"],
    [{ const: "x" }, '"x"'],
    [{ enum: [1, true, null] }, "1 | true | null"],
    [{ anyOf: [{ type: "string" }, { type: "boolean" }] }, "string | boolean"],
    [{ type: "array", items: { type: ["string", "number"] } }, "readonly (string | number)[]"],
    [{ type: "array" }, "readonly unknown[]"],
    [{ type: "object" }, "Readonly<Record<string, unknown>>"],
    [
      { type: "object", properties: { a: { type: "string" }, "b-c": {} }, required: ["a"] },
      '{ readonly a: string; readonly "b-c"?: unknown }',
    ],
    [{}, "unknown"],
    ["anything", "unknown"],
  ];
  for (const [schema, type] of cases) {
    it(`${JSON.stringify(schema)} accepts ${type}`, () => assert.equal(schemaType(schema), type));
  }
});
