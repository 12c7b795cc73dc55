import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { layerSchema } from "@cobble/plan";

/** Where the schema is, from the root of the checkout. */
export const schemaFile = "docs/reference/layer.schema.json";

/** The schema's text, as `cobble validate --schema` prints it. */
export const makeLayerSchema = (): string => `${JSON.stringify(layerSchema(), undefined, 2)}\n`;

if (import.meta.main) writeFileSync(join(import.meta.dir, "../..", schemaFile), makeLayerSchema());
