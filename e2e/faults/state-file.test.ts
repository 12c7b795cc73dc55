import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executable, type Run, until } from "../support.ts";

setDefaultTimeout(120_000);

let base = "";

interface Life {
  readonly log: () => string;
  readonly child: Bun.Subprocess<"ignore", "ignore", "pipe">;
}

const startIn = (folder: string): Life => {
  const child = Bun.spawn([executable, "run", "--hold"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, PEBBLE: folder },
  });
  let log = "";
  void (async () => {
    for await (const chunk of child.stderr) log += new TextDecoder().decode(chunk);
  })();
  return { child, log: () => log };
};

const ask = async (folder: string, ...words: readonly string[]): Promise<Run> => {
  const child = Bun.spawn([executable, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PEBBLE: folder },
  });
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { stdout, stderr, exitCode: await child.exited };
};

/** A folder with the state of twelve notices, left by a daemon that ended by a signal. */
const makeState = async (folder: string, signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
  await mkdir(folder);
  const { child, log } = startIn(folder);
  await until("it runs", async () => log().includes("Started daemon") || undefined);
  for (let at = 0; at < 12; at += 1)
    await ask(folder, "notify", `example.com/n${at}`, `x=${"y".repeat(1500)}`);
  child.kill(signal);
  await child.exited;
};

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "cobble-torn-"));
  await makeState(join(base, "cobble.db"), "SIGTERM");
  // Killed, so that all is still in the log beside the file.
  await makeState(join(base, "cobble.db-wal"), "SIGKILL");
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** What becomes of a daemon whose file has been changed. */
const fateOf = async (
  name: string,
  { file, damage }: { readonly file: string; readonly damage: (bytes: Buffer) => Buffer },
): Promise<string> => {
  const folder = join(base, name);
  await cp(join(base, file), folder, { recursive: true, filter: (path) => !path.endsWith(".socket") });
  const damaged = damage(await readFile(join(folder, file)));
  await writeFile(join(folder, file), damaged);
  const { child, log } = startIn(folder);
  await until("it runs or ends", async () =>
    child.exitCode !== null || log().includes("Started daemon") ? true : undefined,
  );
  if (child.exitCode !== null) {
    const isLeft = damaged.equals(await readFile(join(folder, file)));
    return `${child.exitCode}, ${isLeft ? "left as it is" : "changed"}: ${log()}`;
  }
  const answer = await ask(folder, "notices");
  child.kill("SIGTERM");
  return `runs, ${answer.exitCode} ${await child.exited}: ${answer.stdout}${answer.stderr}`;
};

describe("a state file", () => {
  const cuts: readonly (readonly [name: string, damage: (bytes: Buffer) => Buffer])[] = [
    ["empty", () => Buffer.alloc(0)],
    ["one byte long", (bytes) => bytes.subarray(0, 1)],
    ["cut in its head", (bytes) => bytes.subarray(0, 50)],
    ["cut in half", (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ["cut at its last byte", (bytes) => bytes.subarray(0, -1)],
    ["all zeros", (bytes) => Buffer.alloc(bytes.length)],
    ["of text", () => Buffer.from("this is the file of another program\n".repeat(500))],
    [
      "with a page overwritten",
      (bytes) => Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(4096, 0xaa), bytes.subarray(8192)]),
    ],
  ];
  for (const [name, damage] of cuts) {
    for (const file of ["cobble.db", "cobble.db-wal"]) {
      test(`that is ${name} (${file}) is taken as far as it is whole, or named and left as it is`, async () => {
        const fate = await fateOf(`${name}-${file}`.replaceAll(" ", "-"), { file, damage });
        expect(fate).toMatch(/^runs, 0 0: |^1, left as it is: [\s\S]*cannot run daemon: [^\n]*cobble\.db/);
        expect(fate).not.toMatch(/\bat \S+ \(|TypeError|panic|SQLITE_/);
      });
    }
  }
});
