import { describe, expect, test } from "bun:test";
import { fitsSchema, isReadable } from "../../packages/plan/test/schema/schema.ts";
import { caseLists } from "../cases.ts";

/** What a step adds over the API. */
const addedLayer = (body: unknown): readonly string[] =>
  typeof body === "object" && body !== null && "layer" in body && typeof body.layer === "string"
    ? [body.layer]
    : [];

const layers = caseLists.flatMap(({ cases }) =>
  cases.flatMap(({ files = {}, steps }) => [
    ...Object.entries(files)
      .filter(([name]) => name.startsWith("layers/") && name.endsWith(".yaml"))
      .map(([, text]) => text),
    ...steps.flatMap((step) => ("send" in step ? addedLayer(step.body) : [])),
  ]),
);

/** Editors read YAML 1.2, which wants inner lines of braces indented, and do not take binary for a text. */
const isForEditors = (text: string): boolean => !/!!binary|\{\r?\n\S/.test(text);

describe("the schema of a layer", () => {
  test("accepts every layer of the conformance cases that the supervisor reads", () => {
    const readable = layers.filter(isReadable).filter(isForEditors);
    expect(readable.length).toBeGreaterThan(50);
    expect(readable.filter((text) => !fitsSchema(text))).toEqual([]);
  });
});
