import type { Client } from "@cobble/client";
import { memoryMib, startSupervisor } from "../contender.ts";
import { median } from "../measure.ts";
import { serviceLayer } from "../service-layer.ts";
import { timed, timedEach } from "../stop-watch.ts";
import type { Growing } from "./growing.ts";

const smallLayers = 10;

/** Services that the plan has, and none that runs. */
export const plan: Growing = {
  noun: "plan",
  counts: [10, 100, 1000, 10_000],
  about:
    "services in one layer that is added over the API, the plan printed, a small layer changed on top, and a layer refused in which each service requires an unknown one",
  measure: async (contender, count) => {
    await using supervisor = await startSupervisor(contender, { hold: true });
    const { client, pid } = supervisor;
    const refused = await timed(() => refuse(client, count));
    const added = await timed(() => client.layers.add({ label: "bench", yaml: serviceLayer(count) }));
    const printed = await timed(() => client.plan.get());
    const small = await timedEach(smallLayers, (index) => {
      const yaml = `services: {svc-0: {override: merge, summary: Changed ${index} times}}\n`;
      return client.layers.add({ label: "small", yaml, combine: true });
    });
    return [
      { what: "layer added", unit: "ms", value: added },
      { what: "first GET plan", unit: "ms", value: printed },
      { what: "a small layer on top", unit: "ms", value: median(small) },
      { what: "a layer of faults refused", unit: "ms", value: refused },
      { what: "anonymous memory", unit: "MiB", value: (await memoryMib(pid)).anonymous },
    ];
  },
};

async function refuse(client: Client, count: number): Promise<void> {
  const faults = serviceLayer(count).replaceAll("after: [svc-", "requires: [service-");
  const added = await client.layers.add({ label: "faults", yaml: faults }).then(
    () => true,
    () => false,
  );
  if (added) throw new Error("cannot measure faults: the layer was taken");
}
