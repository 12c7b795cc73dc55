import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { schemaFile } from "./layer-schema.ts";

/** A layer by its name: `layers/001-base.yaml`, also in a directory of layers. */
const layerName = /(?:^|\/)\d{3}-[a-z0-9-]+\.yaml$/;

const modeline = /^# yaml-language-server: \$schema=(\S+)$/;

/** Finds example layers whose first line does not lead an editor to the schema, as sentences with the file. */
export function findLayersWithoutSchema(root: string, files: readonly string[]): readonly string[] {
  return files
    .filter((file) => file.startsWith("examples/") && layerName.test(file))
    .flatMap((file) => {
      const [first = ""] = readFileSync(join(root, file), "utf8").split("\n");
      const target = modeline.exec(first)?.[1];
      if (target === undefined)
        return [`${file}: does not begin with "# yaml-language-server: $schema=PATH"`];
      const path = join(dirname(file), target);
      return path === schemaFile && existsSync(join(root, path))
        ? []
        : [`${file}: "${target}" does not lead to ${schemaFile}`];
    });
}
