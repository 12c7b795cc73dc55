import { memoryMib, startSupervisor } from "../contender.ts";
import { type KeepAlive, openKeepAlive } from "../keep-alive.ts";
import { median } from "../measure.ts";
import { timedEach } from "../stop-watch.ts";
import { stateWithNotices } from "../stored-notices.ts";
import type { Growing } from "./growing.ts";

const notifies = 200;
const listings = 5;

/** Notices that are kept. */
export const notices: Growing = {
  noun: "notices",
  counts: [10, 100, 1000, 10_000, 50_000],
  about: `notices that are kept: all listed (median of ${listings}), only the new ones listed, and one more made, on disk when it is answered (medians of ${notifies})`,
  measure: async (contender, count) => {
    await using supervisor = await startSupervisor(contender, { hold: true, state: stateWithNotices(count) });
    using connection = await openKeepAlive(supervisor.socketPath);
    const all = await timedEach(listings, () => connection.send({ path: "/v1/notices?users=all" }));
    const made = await timedEach(notifies, (index) => notify(connection, index));
    const newOnes = `/v1/notices?users=all&after=${new Date().toISOString()}`;
    await notify(connection, 0);
    const newest = await timedEach(notifies, () => connection.send({ path: newOnes }));
    return [
      { what: "GET of all", unit: "ms", value: median(all) },
      { what: "GET of the new ones", unit: "ms", value: median(newest) },
      { what: "notify", unit: "ms", value: median(made) },
      { what: "anonymous memory", unit: "MiB", value: (await memoryMib(supervisor.pid)).anonymous },
    ];
  },
};

function notify(connection: KeepAlive, index: number): Promise<number> {
  const body = { action: "add", type: "custom", key: `example.com/new/${index}` };
  return connection.send({ method: "POST", path: "/v1/notices", body: [Buffer.from(JSON.stringify(body))] });
}
