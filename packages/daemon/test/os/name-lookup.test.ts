import { expect, test } from "bun:test";
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
