import { describe, expect, test } from "bun:test";
import { openApiDocument } from "../../../src/api/openapi/document.ts";
import { endpoints } from "../../../src/api/openapi/endpoints.ts";
import { type Backend, createRoutes } from "../../../src/api/routes.ts";

/** Whatever is asked of it is there, and does nothing: the table of routes only hands its parts on. */
const anyBackend = (): Backend => {
  const anything: object = new Proxy(() => anything, { get: () => anything });
  // A proxy answers for every property, which the compiler cannot see.
  return anything as Backend;
};

const namesOf = (
  list: readonly { readonly method: string; readonly path: string; readonly access: string }[],
) => list.map(({ method, path, access }) => `${method} ${path} (${access})`).toSorted();

describe("the description of the API", () => {
  test("has every route with its access, and no other", () => {
    expect(namesOf(endpoints)).toEqual(namesOf(createRoutes(anyBackend())));
  });

  test("names each part of a path as a parameter", () => {
    for (const { path, parameters = [] } of endpoints) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      expect(parameters.filter((each) => each.in === "path").map(({ name }) => name)).toEqual(inPath);
    }
  });

  test("gives each operation a name of its own", () => {
    // The document is typed as JSON; this is the part that it was made of.
    const paths = Object.values(
      openApiDocument("v1")["paths"] as Record<string, Record<string, { operationId: string }>>,
    );
    const ids = paths.flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(endpoints.length);
  });

  test("is plain JSON: nothing of it is lost when it is written", () => {
    const document = openApiDocument("v1");
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
