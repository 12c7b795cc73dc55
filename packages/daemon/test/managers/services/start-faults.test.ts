import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSupervisor } from "../../supervisor.ts";

/** A program in the folder of the test. */
interface Program {
  readonly text: string | Uint8Array;
  readonly mode?: number;
}

/** A binary for this machine whose loader is not there: an ELF head, and one entry that names the loader. */
const binaryWithoutLoader = (): Uint8Array => {
  const loader = "/no/such/loader\0";
  const bytes = Buffer.alloc(64 + 56 + loader.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(2, 16);
  bytes.writeUInt16LE(process.arch === "arm64" ? 183 : 62, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(64, 52);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(1, 56);
  bytes.writeUInt32LE(3, 64);
  bytes.writeUInt32LE(4, 68);
  bytes.writeBigUInt64LE(120n, 72);
  bytes.writeBigUInt64LE(BigInt(loader.length), 96);
  bytes.write(loader, 120, "latin1");
  return bytes;
};

const programs: Readonly<Record<string, Program>> = {
  script: { text: "#!/no/such/interpreter\ntrue\n" },
  binary: { text: binaryWithoutLoader() },
  plain: { text: "true\n" },
  empty: { text: "" },
  damaged: { text: "\x7fELF and nothing behind it" },
  locked: { text: "#!/bin/sh\n", mode: 0o644 },
};

let folder = "";
const isRoot = process.getuid?.() === 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cobble-start-faults-"));
  chmodSync(folder, 0o755);
  for (const [name, { text, mode = 0o755 }] of Object.entries(programs)) {
    writeFileSync(join(folder, name), text, { mode });
  }
  mkdirSync(join(folder, "closed"), { mode: 0o700 });
  writeFileSync(join(folder, "closed/program"), "#!/bin/sh\n", { mode: 0o755 });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the change of a start says, the folder left out. */
const startError = async (...lines: readonly string[]): Promise<string | undefined> => {
  const yaml = ["services:", "  svc:", "    override: replace", ...lines.map((line) => `    ${line}`)].join(
    "\n",
  );
  await using supervisor = startSupervisor(yaml.replaceAll("$HERE", folder));
  const { err } = await supervisor.act("start", "svc");
  return /\((.*)\)$/.exec(err ?? "")?.[1]?.replaceAll(folder, "$HERE");
};

describe.concurrent("a service that cannot be started says which is missing:", () => {
  test("its program, on PATH or at its place", async () => {
    expect(await startError("command: no-such-program")).toBe(
      'cannot start service: exec: "no-such-program": executable file not found in $PATH',
    );
    expect(await startError("command: $HERE/none")).toBe(
      "cannot start service: fork/exec $HERE/none: no such file or directory",
    );
  });

  test("the interpreter of a script, the loader of a binary", async () => {
    expect(await startError("command: $HERE/script")).toBe(
      'cannot start service: fork/exec $HERE/script: no such file or directory (the interpreter "/no/such/interpreter" of "$HERE/script" does not exist)',
    );
    expect(await startError("command: $HERE/binary")).toBe(
      'cannot start service: fork/exec $HERE/binary: no such file or directory (the interpreter "/no/such/loader" of "$HERE/binary" does not exist)',
    );
  });

  test("its directory", async () => {
    expect(await startError("command: $HERE/plain", "working-dir: $HERE/none")).toBe(
      'cannot start service: fork/exec $HERE/plain: no such file or directory (the working directory "$HERE/none" does not exist)',
    );
    expect(await startError("command: $HERE/plain", "working-dir: $HERE/empty")).toBe(
      'cannot start service: fork/exec $HERE/plain: not a directory (the working directory "$HERE/empty" is not a directory)',
    );
  });

  test("a form that the kernel starts", async () => {
    for (const name of ["plain", "empty"]) {
      expect(await startError(`command: $HERE/${name}`)).toBe(
        `cannot start service: fork/exec $HERE/${name}: exec format error ("$HERE/${name}" is neither a binary nor a script that begins with #! and its interpreter)`,
      );
    }
    expect(await startError("command: $HERE/damaged")).toBe(
      'cannot start service: fork/exec $HERE/damaged: exec format error ("$HERE/damaged" is damaged, or for another kind of machine)',
    );
  });

  test("the right to execute it", async () => {
    expect(await startError("command: $HERE/locked")).toBe(
      'cannot start service: fork/exec $HERE/locked: permission denied ("$HERE/locked" is not executable)',
    );
    expect(await startError("command: $HERE/closed")).toBe(
      'cannot start service: fork/exec $HERE/closed: permission denied ("$HERE/closed" is not a file)',
    );
  });

  test("its user or group, which stand alone", async () => {
    expect(await startError("command: sleep 1", "user: nobody-here")).toBe("user: unknown user nobody-here");
    expect(await startError("command: sleep 1", "user: root", "group: none-here")).toBe(
      "group: unknown group none-here",
    );
    expect(await startError("command: sleep 1", "group: root")).toBe("must specify user, not just group");
  });

  test.if(isRoot)("the right of its user to the program or the directory", async () => {
    expect(await startError("command: $HERE/closed/program", "user-id: 4711", "group-id: 4711")).toBe(
      'cannot start service: fork/exec $HERE/closed/program: permission denied (user 4711 may not execute "$HERE/closed/program")',
    );
    const owner = ["user-id: 4711", "group-id: 4711"];
    expect(await startError("command: sleep 1", "working-dir: $HERE/closed", ...owner)).toEndWith(
      'sleep: permission denied (user 4711 may not enter the working directory "$HERE/closed")',
    );
  });
});
