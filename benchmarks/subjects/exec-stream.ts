import type { ExecProcess } from "@cobble/client";
import { startSupervisor } from "../contender.ts";
import { median } from "../measure.ts";
import { stayOnOtherCore } from "../other-core.ts";
import { timedEach } from "../stop-watch.ts";
import type { Subject } from "../subject.ts";

const mebibytes = 512;
const times = 3;
const pieceBytes = 64 * 1024;
const totalBytes = mebibytes * 1024 * 1024;

/** What a command's websockets carry. */
export const execStream: Subject = {
  name: "exec-stream",
  about: `${mebibytes} MiB of output of \`head\`, then as much input for \`cat\`, by the same client; median of ${times}`,
  measure: async (contender) => {
    using _core = stayOnOtherCore();
    await using supervisor = await startSupervisor(contender, { hold: true });
    const start = (words: readonly string[]): Promise<ExecProcess> => supervisor.client.exec.start(words);
    const outMs = await timedEach(times, async () =>
      readAll(await start(["head", "-c", String(totalBytes), "/dev/zero"])),
    );
    const inMs = await timedEach(times, async () => writeAll(await start(["sh", "-c", "cat >/dev/null"])));
    const rate = (all: readonly number[]): number => totalBytes / 1e6 / (median(all) / 1000);
    return [
      { what: "exec, output", unit: "MB/s", value: rate(outMs) },
      { what: "exec, input", unit: "MB/s", value: rate(inMs) },
    ];
  },
};

async function readAll(command: ExecProcess): Promise<void> {
  await command.endInput();
  let bytes = 0;
  for await (const chunk of command.stdout) bytes += chunk.length;
  await command.wait();
  if (bytes !== totalBytes) throw new Error(`cannot measure exec: ${bytes} bytes came`);
}

async function writeAll(command: ExecProcess): Promise<void> {
  const piece = Buffer.alloc(pieceBytes, "x");
  for (let sent = 0; sent < totalBytes; sent += pieceBytes) await command.write(piece);
  await command.endInput();
  for await (const chunk of command.stdout) if (chunk.length < 0) break;
  if ((await command.wait()) !== 0) throw new Error("cannot measure exec: the input was not taken");
}
