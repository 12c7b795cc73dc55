import { describe, expect, it } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";

const script = `
import { adoptOrphans } from ${JSON.stringify(join(import.meta.dir, "../../src/os/adoption.ts"))};
import { containerVariable, podVariable, sweepContainer } from ${JSON.stringify(join(import.meta.dir, "../../src/os/marked-processes.ts"))};
adoptOrphans();
const env = { PATH: process.env.PATH, [podVariable]: "/pod", [containerVariable]: "db" };
const other = Bun.spawn({ cmd: ["/bin/sleep", "100"], env: { PATH: "/bin" } });
const supervisor = Bun.spawn({ cmd: [process.execPath, ${JSON.stringify(join(import.meta.dir, "../fixtures/forgetful.ts"))}], env, stdout: "pipe" });
const { value } = await supervisor.stdout.getReader().read();
supervisor.kill("SIGKILL");
await supervisor.exited;
await sweepContainer("/pod", "db");
console.log(new TextDecoder().decode(value).trim(), other.exitCode);
other.kill();
`;

describe("adoptOrphans", () => {
  it("lets a killed supervisor's child be found that bears no mark, and leaves others alone", async () => {
    const runner = Bun.spawn({ cmd: [process.execPath, "-e", script], stdout: "pipe" });
    const [pid, exitCodeOfOther] = (await new Response(runner.stdout).text()).trim().split(" ");
    expect(Number(pid)).toBeGreaterThan(1);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    expect(exitCodeOfOther).toBe("null");
  });
});
