import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { type Supervisor, startSupervisor } from "../supervisor.ts";

const mainFile = join(import.meta.dir, "../../src/main.ts");
const deadlineMs = 10_000;

/** A person at a terminal: sees what is shown, types, makes the window larger. */
const sitAt = (supervisor: Supervisor, words: readonly string[]) => {
  let shown = "";
  const waiting: { text: string; resolve: () => void }[] = [];
  const child = Bun.spawn([process.execPath, mainFile, "exec", ...words], {
    env: { ...process.env, PEBBLE: join(supervisor.folder, "pebble"), TERM: "xterm" },
    terminal: {
      cols: 90,
      rows: 30,
      data: (_terminal, data) => {
        shown += new TextDecoder().decode(data);
        for (const { text, resolve } of waiting) if (shown.includes(text)) resolve();
      },
    },
  });
  return {
    shown: () => shown,
    see: (text: string): Promise<void> => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      if (shown.includes(text)) resolve();
      waiting.push({ text, resolve });
      setTimeout(
        () => reject(new Error(`never saw ${JSON.stringify(text)} in ${JSON.stringify(shown)}`)),
        deadlineMs,
      );
      return promise;
    },
    type: (text: string) => child.terminal?.write(text),
    resize: () => child.terminal?.resize(120, 40),
    exited: child.exited,
  };
};

describe("exec at a terminal", () => {
  let supervisor: Supervisor;
  beforeAll(async () => {
    supervisor = await startSupervisor();
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  test("gives the command a terminal of the same kind and size", async () => {
    const person = sitAt(supervisor, ["sh", "-c", "tty > /dev/null && stty size; echo $TERM"]);
    await person.see("30 90\r\nxterm\r\n");
    expect(await person.exited).toBe(0);
  });

  test("passes keys on as they are typed, shown once, and gives the exit code", async () => {
    const person = sitAt(supervisor, ["sh", "-c", 'echo ready; read -r line; echo "<$line>"; exit 5']);
    await person.see("ready");
    person.type("a word\n");
    await person.see("<a word>\r\n");
    expect(await person.exited).toBe(5);
    expect(person.shown().split("a word").length - 1).toBe(2);
  });

  test("passes on another size of the window", async () => {
    const person = sitAt(supervisor, [
      "sh",
      "-c",
      "trap 'stty size; exit' WINCH; echo ready; while true; do sleep 0.02; done",
    ]);
    await person.see("ready");
    person.resize();
    await person.see("40 120");
    expect(await person.exited).toBe(0);
  });

  test("has Ctrl-C reach the command, and Ctrl-D end its input", async () => {
    const interrupted = sitAt(supervisor, ["sh", "-c", "echo ready; exec cat"]);
    await interrupted.see("ready");
    interrupted.type("\x03");
    expect(await interrupted.exited).toBe(130);
    const ended = sitAt(supervisor, ["sh", "-c", "echo ready; cat"]);
    await ended.see("ready");
    ended.type("\x04");
    expect(await ended.exited).toBe(0);
  });

  test("gives no terminal with -T and -I", async () => {
    const person = sitAt(supervisor, ["-T", "-I", "sh", "-c", "[ -t 1 ] || echo none"]);
    await person.see("none");
    expect(await person.exited).toBe(0);
  });
});
