import { join } from "node:path";
import type { Answers } from "./tools.ts";
import { type HookEnd, python } from "./unit-folder.ts";

/** A hook for {@link WarmPython}. */
export interface WarmHook {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly answers: Answers;
}

/** The scripted charm in a Python that has loaded its library already: each hook runs in a fork of it. */
export interface WarmPython extends AsyncDisposable {
  /** Runs one hook; those that are asked for at once run one after another. */
  readonly dispatch: (hook: WarmHook) => Promise<HookEnd>;
}

/** Starts it. */
export const startWarmPython = (): WarmPython => {
  const child = Bun.spawn([python, join(import.meta.dir, "charms/scripted/warm.py")], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = linesOf(child.stdout);
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (hook: WarmHook): Promise<HookEnd> => {
    child.stdin.write(`${JSON.stringify(hook)}\n`);
    await child.stdin.flush();
    const { value } = await lines.next();
    if (value === undefined) throw new Error(`cannot run ${hook.env["JUJU_DISPATCH_PATH"]}: Python ended`);
    // It writes this form only.
    return JSON.parse(value) as HookEnd;
  };
  return {
    dispatch: (hook) => {
      const asked = last.then(() => ask(hook));
      last = asked.catch(() => undefined);
      return asked;
    },
    [Symbol.asyncDispose]: async () => {
      await child.stdin.end();
      await child.exited;
    },
  };
};

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
