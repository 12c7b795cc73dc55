import { Layer } from "@cobble/charm";
import { readYamlFields } from "@cobble/plan";
import { TestingError } from "../errors.ts";
import { readText } from "../os/charm-files.ts";

const cannotRead = (path: string, reason: string): TestingError =>
  new TestingError("rockcraft", `cannot make a layer of ${path}: ${reason}`);

/**
 * The layer that a rock begins with: the services and checks of its `rockcraft.yaml`.
 *
 * @example
 * const layers = { rock: layerFromRockcraft("../rock/rockcraft.yaml") };
 * await context.run(context.on.pebbleReady("web"), { containers: { web: { canConnect: true, layers } } });
 * @param path of the file, from the folder that the tests run in
 * @throws {TestingError} when there is no such file, or it is no map in YAML
 * @throws {LayerError} when its services or checks are none
 * @source ops 3.9, testing/src/scenario/state.py, layer_from_rockcraft
 */
export const layerFromRockcraft = (path: string): Layer => {
  const text = readText(path);
  if (text === undefined) throw cannotRead(path, "there is no such file");
  const { root, faults } = readYamlFields(text, { file: path });
  const fields = root.fields();
  const [fault] = faults;
  if (fault !== undefined) throw cannotRead(path, `line ${fault.line}: ${fault.message}`);
  const about = String(fields.get("description")?.data() ?? "(no description)").trim();
  return new Layer(
    JSON.stringify({
      summary: fields.get("summary")?.data() ?? "",
      description: `${about} (built from the rockcraft.yaml at ${path})`,
      services: fields.get("services")?.data() ?? {},
      checks: fields.get("checks")?.data() ?? {},
    }),
  );
};
