import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lookUpHost } from "../../src/os/name-lookup.ts";

const lookUp = (host: string, all: boolean) =>
  new Promise((resolve) => {
    lookUpHost(host, { all }, (error, address, family) => resolve(error ?? { address, family }));
  });

test("an address stands for itself, alone or in a list", async () => {
  expect(await lookUp("127.0.0.1", false)).toEqual({ address: "127.0.0.1", family: 4 });
  expect(await lookUp("::1", true)).toMatchObject({ address: [{ address: "::1", family: 6 }] });
});

test("this machine has its name, in capitals too", async () => {
  expect(await lookUp("LOCALHOST", false)).toMatchObject({
    address: expect.stringMatching(/^127\.0\.0\.1$|^::1$/),
  });
});

test("a name that nobody can have is not found", async () => {
  expect(await lookUp("a b", false)).toMatchObject({ code: "ENOTFOUND", syscall: "getaddrinfo" });
});

// Name servers are asked on port 53, which is root's.
test.if(process.getuid?.() === 0)(
  "name servers are those of the file now, and silent ones hold up nothing else",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "cobble-resolver-"));
    const script = join(import.meta.dir, "../fixtures/silent-name-servers.ts");
    const child = Bun.spawn([process.execPath, script, join(folder, "resolv.conf")], { stderr: "inherit" });
    expect(await child.exited).toBe(0);
    rmSync(folder, { recursive: true });
  },
);
