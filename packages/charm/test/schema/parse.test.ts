import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SchemaError } from "@cobble/charm";
import * as v from "valibot";
import * as z from "zod";
import { parseWith, type Schema } from "../../src/schema/parse.ts";

interface Settings {
  readonly port: number;
  readonly level: "info" | "debug";
}

const libraries: Readonly<Record<string, Schema<Settings>>> = {
  zod: z.object({ port: z.number().max(65535), level: z.enum(["info", "debug"]).default("info") }),
  valibot: v.object({
    port: v.pipe(v.number(), v.maxValue(65535)),
    level: v.optional(v.picklist(["info", "debug"]), "info"),
  }),
};

for (const [name, schema] of Object.entries(libraries)) {
  describe(`a schema of ${name}`, () => {
    it("gives a value with its defaults", async () => {
      const settings: Settings = await parseWith(schema, { value: { port: 80 }, what: "it" });
      assert.deepEqual(settings, { port: 80, level: "info" });
    });

    it("names every field that is wrong", async () => {
      const parsed = parseWith(schema, { value: { port: "x", level: "loud" }, what: "the configuration" });
      await assert.rejects(parsed, (error) => {
        assert.ok(error instanceof SchemaError);
        assert.deepEqual(
          error.issues.map(({ field }) => field),
          ["port", "level"],
        );
        assert.match(error.message, /^cannot use the configuration: port: .+; level: .+/);
        return true;
      });
    });
  });
}

describe("a schema", () => {
  it("that waits for something is waited for", async () => {
    const schema = z.object({
      host: z.string().refine(async (host) => host !== "gone", "cannot be reached"),
    });
    await assert.rejects(parseWith(schema, { value: { host: "gone" }, what: "it" }), {
      message: "cannot use it: host: cannot be reached",
    });
  });

  it("names the way to a field below others, and the whole value when that is wrong", async () => {
    const schema = z.object({ server: z.object({ ports: z.array(z.number()) }) });
    const fieldsOf = (value: unknown) =>
      parseWith(schema, { value, what: "it" }).then(
        () => [],
        (error) => (error instanceof SchemaError ? error.issues.map(({ field }) => field) : error),
      );
    assert.deepEqual(await fieldsOf({ server: { ports: [1, "2"] } }), ["server.ports.1"]);
    assert.deepEqual(await fieldsOf("text"), [""]);
  });
});
