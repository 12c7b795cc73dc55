import { readFile } from "node:fs/promises";
import { type Contender, memoryMib, startSupervisor } from "../contender.ts";
import { type KeepAlive, openKeepAlive } from "../keep-alive.ts";
import { type Measure, median } from "../measure.ts";
import { stayOnOtherCore } from "../other-core.ts";
import { ratePerSecond, timedEach } from "../stop-watch.ts";
import { stateWithNotices } from "../stored-notices.ts";
import type { Subject } from "../subject.ts";

/** How many notices are there before. */
const counts = [0, 10_000, 50_000] as const;
const listed = 10_000;
const listTimes = 10;
const notifyMs = 2000;
const settleMs = 2000;

/** Notices that are made one after the other, each kept before the next, and listed, where many are kept already. */
export const notices: Subject = {
  name: "notices",
  about: `a client notifies for ${notifyMs / 1000} s, each notice of another key and on disk when it is answered, with ${counts.map((count) => count.toLocaleString("en")).join(", ")} kept before, and memory ${settleMs / 1000} s later; all of ${listed.toLocaleString("en")} listed (median of ${listTimes})`,
  measure: async (contender) => {
    using _core = stayOnOtherCore();
    const measures: Measure[] = [];
    for (const count of counts) measures.push(...(await measureCount(contender, count)));
    return measures;
  },
};

async function measureCount(contender: Contender, count: number): Promise<readonly Measure[]> {
  await using supervisor = await startSupervisor(contender, { hold: true, state: stateWithNotices(count) });
  using connection = await openKeepAlive(supervisor.socketPath);
  const of = (what: string): string => `${count.toLocaleString("en")} notices: ${what}`;
  const listing: readonly Measure[] = count === listed ? [await measureList(connection)] : [];
  await notify(connection, "first");
  const writtenBefore = await bytesWritten(supervisor.pid);
  const rate = await ratePerSecond(notifyMs, (index) => notify(connection, `new-${index}`));
  const written = (await bytesWritten(supervisor.pid)) - writtenBefore;
  await Bun.sleep(settleMs);
  const { resident } = await memoryMib(supervisor.pid);
  return [
    ...listing,
    { what: of("notify"), unit: "per s", value: rate.perSecond },
    { what: of("written for each"), unit: "KB", value: written / 1000 / rate.count },
    { what: of("resident"), unit: "MiB", value: resident },
  ];
}

async function measureList(connection: KeepAlive): Promise<Measure> {
  const list = { path: "/v1/notices?users=all" };
  const value = median(await timedEach(listTimes, () => connection.send(list)));
  return { what: `GET of ${listed.toLocaleString("en")} notices`, unit: "ms", value };
}

function notify(connection: KeepAlive, name: string): Promise<number> {
  const body = { action: "add", type: "custom", key: `example.com/${name}`, data: { reason: "measured" } };
  return connection.send({ method: "POST", path: "/v1/notices", body: [Buffer.from(JSON.stringify(body))] });
}

async function bytesWritten(pid: number): Promise<number> {
  return Number(/^write_bytes: (\d+)$/m.exec(await readFile(`/proc/${pid}/io`, "utf8"))?.[1]);
}
