import type { Client } from "@cobble/client";
import { startSupervisor } from "../contender.ts";
import { percentile } from "../measure.ts";
import type { Subject } from "../subject.ts";

const sequential = 100;
const concurrent = 200;
const width = 8;

/** `/bin/true` by the API with its websockets, from the request to the exit code. */
export const exec: Subject = {
  name: "exec",
  about: `${sequential} one after the other, then ${concurrent} of them ${width} at a time, by the same client`,
  measure: async (contender) => {
    await using supervisor = await startSupervisor(contender, { hold: true });
    const { client } = supervisor;
    for (let index = 0; index < 10; index += 1) await timeExec(client);
    const times: number[] = [];
    for (let index = 0; index < sequential; index += 1) times.push(await timeExec(client));
    const start = performance.now();
    await Promise.all(
      Array.from({ length: width }, async () => {
        for (let index = 0; index < concurrent / width; index += 1) await timeExec(client);
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    return [
      { what: "exec /bin/true, p50", unit: "ms", value: percentile(times, 50) },
      { what: "exec /bin/true, p99", unit: "ms", value: percentile(times, 99) },
      { what: `exec /bin/true, ${width} at a time`, unit: "per s", value: concurrent / seconds },
    ];
  },
};

async function timeExec(client: Client): Promise<number> {
  const start = performance.now();
  const command = await client.exec.start(["/bin/true"]);
  const [code] = await Promise.all([command.wait(), command.endInput(), drain(command.stdout)]);
  if (code !== 0) throw new Error(`cannot measure exec: /bin/true ended with ${code}`);
  return performance.now() - start;
}

async function drain(output: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of output) if (chunk.length < 0) return;
}
