import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { ChangeError } from "@cobble/charm";
import { execPieces } from "./run-workloads-exec.ts";
import { makeWorld, readAt, type World } from "./run-workloads-world.ts";

let world: World;

before(async () => {
  world = await makeWorld();
});

after(() => world[Symbol.asyncDispose]());

describe("commands of the page", () => {
  it("a dump is read, and its warnings are logged", async () => {
    const { container, said, log } = world;
    said.length = 0;
    assert.equal(await execPieces.dump(container, log), "-- dump of mydb\ndumped as \n");
    assert.deepEqual(said, ["pg_dump: 1 table skipped"]);
  });

  it("a command that fails is told with its code and its errors", async () => {
    const { container, said, log } = world;
    said.length = 0;
    await execPieces.tellFailure(container, log);
    assert.equal(said[0], "exited with code 1, and said:");
    assert.match(said[1] ?? "", /^ {4}cat: /);
  });

  it("options, and the context of a service, reach the command", async () => {
    const { container, startServices } = world;
    assert.equal(await execPieces.useOptions(container), "HOME=/home/bob, PWD=/tmp, FOO=bar\n");
    await startServices("database");
    assert.match(await execPieces.useContext(container), /dumped as admin/);
  });

  it("text, bytes and files go in and come out", async () => {
    const { container, inWorkDir } = world;
    assert.equal(await execPieces.sendText(container), "THIS IS\nA TEST\n");
    assert.deepEqual(new Uint8Array(await execPieces.sendBytes(container)), Uint8Array.of(1, 2));
    await inWorkDir(async () => {
      await writeFile("LICENSE.txt", "do what you like\n");
      await execPieces.sendFile(container);
      assert.equal(await readAt("output.txt"), "DO WHAT YOU LIKE\n");
    });
  });

  it("lines come back as they are sent", async () => {
    const { container, said, log } = world;
    said.length = 0;
    await execPieces.talk(container, log);
    assert.deepEqual(said, ["output: one", "output: 2", "output: THREE"]);
  });

  it("errors go into the output, in their order, when they are wanted there", async () => {
    const { container, said, log } = world;
    said.length = 0;
    await execPieces.combine(container, log);
    assert.equal(said.join(""), "out\nerr\nout again\n");
  });

  it("a command that takes too long, or is not wanted any more, is ended", async () => {
    const { container } = world;
    await assert.rejects(execPieces.takeTooLong(container), ChangeError);
    await assert.rejects(execPieces.giveUp(container), { message: "the charm has changed its mind" });
  });

  it("a signal ends a command, and a program that is not there is refused", async () => {
    const { container } = world;
    await assert.rejects(execPieces.endSleep(container), {
      name: "ExecError",
      exitCode: 143,
      message: 'non-zero exit code 143 executing "sleep"',
    });
    assert.match(await execPieces.refuse(container), /no-such-program/);
  });
});
