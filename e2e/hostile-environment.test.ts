import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cobble, executable, until } from "./support.ts";

const intruder = 'console.log("INTRUDER");\nprocess.env.INTRUDER = "yes";\n';

/** Variables that steer Bun, each so that it would be noticed. */
const variables: Readonly<Record<string, string>> = {
  BUN_OPTIONS: "--preload=./intruder.js",
  BUN_BE_BUN: "1",
  BUN_INSPECT: "ws://127.0.0.1:0/door",
  BUN_INSPECT_PRELOAD: "./intruder.js",
  BUN_INSPECT_CONNECT_TO: "ws://127.0.0.1:1/door",
  BUN_INSPECT_NOTIFY: "unix://notified.sock",
  BUN_JSC_dumpOptions: "1",
  BUN_JSC_useJIT: "0",
  BUN_CONFIG_VERBOSE_FETCH: "curl",
  BUN_RUNTIME_TRANSPILER_CACHE_PATH: "./cache",
  BUN_DEBUG: "debug.log",
  BUN_PORT: "1",
  JSC_dumpOptions: "1",
  NODE_OPTIONS: "--require=./intruder.js",
};

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cobble-hostile-"));
  await writeFile(join(folder, "intruder.js"), intruder);
  await writeFile(
    join(folder, "bunfig.toml"),
    'preload = ["./intruder.js"]\n[run]\npreload = ["./intruder.js"]\n',
  );
  await writeFile(
    join(folder, "package.json"),
    '{ "type": "commonjs", "imports": { "#x": "./intruder.js" } }\n',
  );
  await writeFile(
    join(folder, "tsconfig.json"),
    '{ "compilerOptions": { "paths": { "*": ["./intruder.js"] } } }\n',
  );
  const dotEnv = "PEBBLE=/nowhere\nPEBBLE_SOCKET=/nowhere/else\nBUN_OPTIONS=--preload=./intruder.js\n";
  await writeFile(join(folder, ".env"), dotEnv);
  await writeFile(join(folder, ".env.production"), dotEnv);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("the executable in a hostile place", () => {
  test("prints its version as everywhere else, with each variable alone", async () => {
    const usual = await cobble(["version", "--client"]);
    expect(usual.exitCode).toBe(0);
    const runs = await Promise.all(
      Object.entries(variables).map(async ([name, value]) => {
        const run = await cobble(["version", "--client"], { cwd: folder, env: { [name]: value } });
        return { name, ...run };
      }),
    );
    expect(runs).toEqual(Object.keys(variables).map((name) => ({ name, ...usual })));
  });

  test("looks for its socket where it always does, whatever a .env says", async () => {
    const usual = await cobble(["run", "--help"]);
    expect(await cobble(["run", "--help"], { cwd: folder, env: variables })).toEqual(usual);
  });

  test("gives a service the variables as they are, and its own say in nothing", async () => {
    const dir = await mkdtemp(join(tmpdir(), "cobble-hostile-run-"));
    const daemon = Bun.spawn([executable, "run", "--create-dirs", "--hold"], {
      cwd: folder,
      env: { ...process.env, ...variables, PEBBLE: dir },
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      const client = { env: { ...variables, PEBBLE: dir }, cwd: folder };
      await until("the supervisor answers", async () =>
        (await cobble(["version"], client)).exitCode === 0 ? true : undefined,
      );
      const { stdout, stderr, exitCode } = await cobble(["exec", "env"], client);
      expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
      const seen = Object.fromEntries(stdout.split("\n").map((line) => line.split(/=(.*)/s)));
      expect(seen).toMatchObject(variables);
      expect(seen["INTRUDER"]).toBeUndefined();
    } finally {
      daemon.kill("SIGTERM");
      await daemon.exited;
      await rm(dir, { recursive: true, force: true });
    }
    expect(await new Response(daemon.stdout).text()).not.toContain("INTRUDER");
  }, 60_000);
});

describe("the same executable as a runtime", () => {
  test("runs TypeScript when Cobble itself asks for it by COBBLE_BUN", async () => {
    const run = await cobble(["-e", "const n: number = 41; console.log(n + 1)"], {
      env: { COBBLE_BUN: "1" },
    });
    expect(run).toEqual({ exitCode: 0, stdout: "42\n", stderr: "" });
  });
});
