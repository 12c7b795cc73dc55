import { join } from "node:path";
import { startSupervisor } from "../contender.ts";
import { type Measure, median } from "../measure.ts";
import { stayOnOtherCore } from "../other-core.ts";
import type { Subject } from "../subject.ts";

const runsPerCommand = 21;

const layer = `services:
${Array.from({ length: 10 }, (_, n) => `  s${n}: {override: replace, startup: enabled, command: sleep 1000}\n`).join("")}`;

/** How many commands have been run before the last figure: a state that grows with each makes the next one slower. */
const earlierCommands = 300;

const commands = [
  ["version", ["version"]],
  ["services", ["services"]],
  ["ls", ["ls", "/etc"]],
  ["exec true", ["exec", "true"]],
] as const;

async function drain(output: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _chunk of output);
}

/** Commands as a user gives them: each contender's own to its own supervisor. */
export const cli: Subject = {
  name: "cli",
  about: `median of ${runsPerCommand} runs of each command, from the start of its process to its end; 10 services; the last with ${earlierCommands} changes more in the state`,
  measure: async (contender) => {
    using _core = stayOnOtherCore();
    await using supervisor = await startSupervisor(contender, { layer });
    const env = { ...process.env, PEBBLE: join(supervisor.folder, "pebble") };
    const time = (words: readonly string[]): number => {
      const start = performance.now();
      const { exitCode } = Bun.spawnSync([contender.executable, ...words], { env, stdout: "ignore" });
      if (exitCode !== 0) throw new Error(`cannot measure ${words.join(" ")}: it ended with ${exitCode}`);
      return performance.now() - start;
    };
    const measures: Measure[] = [];
    for (const [what, words] of commands) {
      time(words);
      const value = median(Array.from({ length: runsPerCommand }, () => time(words)));
      measures.push({ what, unit: "ms", value });
    }
    for (let index = 0; index < earlierCommands; index += 1) {
      const command = await supervisor.client.exec.start(["true"]);
      await Promise.all([command.wait(), drain(command.stdout)]);
    }
    const value = median(Array.from({ length: runsPerCommand }, () => time(["exec", "true"])));
    measures.push({ what: `exec true, after ${earlierCommands} others`, unit: "ms", value });
    return measures;
  },
};
