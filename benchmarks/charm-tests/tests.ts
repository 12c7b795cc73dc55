/** Tests of the charm, each some times: `tests.ts CHARM_DIR COUNT` prints the median of each in milliseconds. `tests.py` does the same. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ActiveStatus } from "@cobble/charm";
import { Context, getContainer } from "@cobble/testing";
import { ShopCharm } from "../dispatch/charm/src/charm.ts";
import { median } from "../measure.ts";

const [folder = "", count = "1"] = process.argv.slice(2);
const charmcraft = readFileSync(join(folder, "charmcraft.yaml"), "utf8");

const configChanged = async (): Promise<void> => {
  using context = new Context(ShopCharm, { charmcraft });
  const web = { canConnect: true };
  const out = await context.run(context.on.configChanged(), { containers: { web } });
  assert.deepEqual(getContainer(out, "web").serviceStatuses, { web: "active" });
};

const updateStatus = async (): Promise<void> => {
  using context = new Context(ShopCharm, { charmcraft });
  const out = await context.run(context.on.updateStatus());
  assert.deepEqual(out.unitStatus, new ActiveStatus("ready"));
};

const measure = async (test: () => Promise<void>): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < Number(count); index += 1) {
    const start = performance.now();
    await test();
    times.push(performance.now() - start);
  }
  return median(times);
};

const result = { configChanged: await measure(configChanged), updateStatus: await measure(updateStatus) };
console.log(JSON.stringify(result));
