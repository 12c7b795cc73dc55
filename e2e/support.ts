import { join } from "node:path";

/** The checkout. */
export const root: string = join(import.meta.dir, "..");

/** The executable under test: what `npm run build` leaves. */
export const executable: string = join(root, "dist", "cobble");

/** How a command ended. */
export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, with this process's environment and what is put over it. */
export const run = async (
  command: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
): Promise<Run> => {
  const child = Bun.spawn([...command], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { exitCode, stdout, stderr };
};

/** Runs the executable to its end. */
export const cobble = (args: readonly string[], options: Parameters<typeof run>[1] = {}): Promise<Run> =>
  run([executable, ...args], options);

/** How long a test waits for something that is going to happen. */
const deadlineMs = 45_000;

/** How long between two looks. */
const pollMs = 50;

/**
 * Looks again and again until `look` gives something.
 * @throws {Error} after 45 s, naming what was waited for, and what `explain` says
 */
export const until = async <T>(
  what: string,
  look: () => Promise<T | undefined>,
  explain: () => string = () => "",
): Promise<T> => {
  const deadline = performance.now() + deadlineMs;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await Bun.sleep(pollMs);
  }
  throw new Error(`waited ${deadlineMs} ms in vain until ${what}\n${explain()}`);
};
