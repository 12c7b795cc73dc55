import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunningSupervisor, startSupervisor } from "../contender.ts";
import { type KeepAlive, openKeepAlive } from "../keep-alive.ts";
import { type Measure, median } from "../measure.ts";
import { stayOnOtherCore } from "../other-core.ts";
import { pushRequest } from "../push-request.ts";
import { ratePerSecond, timedEach } from "../stop-watch.ts";
import type { Subject } from "../subject.ts";

const pieceBytes = 1024 * 1024;
const pieceCount = 256;
const largeTimes = 3;
const smallBytes = 1024;
const smallMs = 2000;
const entryCount = 10_000;
const listTimes = 10;

/** Files that are written, read and listed over the API. */
export const files: Subject = {
  name: "files",
  about: `${pieceCount} MiB pushed and pulled (median of ${largeTimes}), files of 1 KB pushed one after the other for ${smallMs / 1000} s, a directory of ${entryCount.toLocaleString("en")} files listed (median of ${listTimes}); one connection`,
  measure: async (contender) => {
    using _core = stayOnOtherCore();
    await using supervisor = await startSupervisor(contender, { hold: true });
    using connection = await openKeepAlive(supervisor.socketPath);
    return [
      ...(await measureLarge(supervisor, connection)),
      await measureSmall(supervisor, connection),
      await measureList(supervisor, connection),
    ];
  },
};

async function measureLarge(
  { folder }: RunningSupervisor,
  connection: KeepAlive,
): Promise<readonly Measure[]> {
  const path = join(folder, "large");
  const piece = Buffer.alloc(pieceBytes, "x");
  const push = pushRequest(path, Array<Uint8Array>(pieceCount).fill(piece));
  const pushMs = median(await timedEach(largeTimes, () => connection.send(push)));
  const size = pieceBytes * pieceCount;
  if ((await stat(path)).size !== size) throw new Error("cannot measure pushes: the file is not whole");
  const pull = { path: `/v1/files?action=read&path=${path}` };
  const pullMs = median(await timedEach(largeTimes, () => connection.send(pull)));
  const rate = (ms: number): number => size / 1e6 / (ms / 1000);
  return [
    { what: `push of ${pieceCount} MiB`, unit: "MB/s", value: rate(pushMs) },
    { what: `pull of ${pieceCount} MiB`, unit: "MB/s", value: rate(pullMs) },
  ];
}

async function measureSmall({ folder }: RunningSupervisor, connection: KeepAlive): Promise<Measure> {
  const content = Buffer.alloc(smallBytes, "x");
  const push = (index: number) =>
    connection.send(pushRequest(join(folder, `small-${index % 100}`), [content]));
  const { perSecond } = await ratePerSecond(smallMs, push);
  return { what: "pushes of 1 KB", unit: "per s", value: perSecond };
}

async function measureList({ folder }: RunningSupervisor, connection: KeepAlive): Promise<Measure> {
  const directory = join(folder, "many");
  await mkdir(directory);
  for (let index = 0; index < entryCount; index += 1) await writeFile(join(directory, `file-${index}`), "");
  const list = { path: `/v1/files?action=list&path=${directory}` };
  const value = median(await timedEach(listTimes, () => connection.send(list)));
  return { what: `list of ${entryCount.toLocaleString("en")} entries`, unit: "ms", value };
}
