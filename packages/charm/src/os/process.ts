import type { Environment } from "../context.ts";

/** The environment that the process was started with. */
export const environment = (): Environment => process.env;

/** The account that the process runs as. */
export const userId = (): number => process.getuid?.() ?? 0;

/** Milliseconds on a clock that only goes forward. */
export const now = (): number => performance.now();

/** The time of the day, in milliseconds since 1970. */
export const today = (): number => Date.now();

/** Settles after that long. */
export const delay = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Writes a line to the standard error. */
export const printError = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Ends the process at once: open connections of a charm must not keep its hook from ending. */
export const endProcess = (code: number): void => {
  process.exit(code);
};

/** Calls back with an error that was thrown where nobody waits for it, as in a promise that is not awaited. */
export const onUncaught = (callback: (error: unknown) => void): void => {
  process.on("uncaughtException", callback);
  process.on("unhandledRejection", callback);
};

/** Calls back with what the runtime warns of. */
export const onWarning = (callback: (warning: Error) => void): void => {
  process.on("warning", callback);
};

/** Calls back when nothing is left that the process could wait for. Bun does not tell while a module awaits something. */
export const onIdle = (callback: () => void): void => {
  process.once("beforeExit", callback);
};

/** Calls back when the process ends; nothing can be waited for then. */
export const onExit = (callback: (code: number) => void): void => {
  process.once("exit", callback);
};

/** Calls back after that long; the process does not stay for it. */
export const after = (ms: number, callback: () => void): void => {
  setTimeout(callback, ms).unref();
};

/** Microseconds since 1970, on a clock that only goes forward. */
export const nowUs = (): number => (performance.timeOrigin + performance.now()) * 1_000;

/** That many random bytes, as hexadecimal digits. */
export const randomHex = (bytes: number): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("hex");
