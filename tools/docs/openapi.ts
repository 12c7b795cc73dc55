import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openApiDocument } from "../../packages/daemon/src/api/openapi/document.ts";

const root = join(import.meta.dir, "../..");

/** Where the description of the API is, from the root of the checkout. */
export const openApiFile = "docs/reference/openapi.json";

/** The description's text, as `GET /v1/openapi.json` answers with it, laid out for readers. */
export const makeOpenApi = (): string => {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  return `${JSON.stringify(openApiDocument(`v${version}`), undefined, 2)}\n`;
};

if (import.meta.main) writeFileSync(join(root, openApiFile), makeOpenApi());
