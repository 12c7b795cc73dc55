import { expect, test } from "bun:test";
import * as core from "../src/core.ts";

test("the core's door has what a supervisor is put together from, and nothing that opens a socket or starts a process", () => {
  expect(Object.keys(core).sort()).toEqual([
    "DaemonError",
    "FileError",
    "TaskError",
    "certificateFault",
    "createDaemon",
    "createDeferred",
    "createMemoryStore",
    "createUsers",
    "fileError",
    "readCertificate",
    "readQuery",
    "readTarget",
    "usersOf",
  ]);
});
