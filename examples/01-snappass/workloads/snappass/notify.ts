import { execFile } from "node:child_process";
import type { Log } from "./log.ts";

/** Tells the supervisor that a secret was read. */
export interface ReadNotifier {
  /** Counts one more read; returns at once. */
  secretRead(): void;
  /** Settles when nothing is being told any more. */
  settled(): Promise<void>;
}

/** What a notifier needs. */
export interface ReadNotifierOptions {
  readonly log: Log;
  /** Whether there is a supervisor to tell: the service got PEBBLE_SOCKET. */
  readonly enabled: boolean;
}

const noticeKey = "snappass.example/secret-read";
const timeoutMs = 10_000;

/**
 * A notifier that runs `pebble notify snappass.example/secret-read count=N`, N the reads since this server started.
 * One command runs at a time; reads in between are told together by the next. Failures are only logged.
 */
export function createReadNotifier({ log, enabled }: ReadNotifierOptions): ReadNotifier {
  let count = 0;
  let told = 0;
  let telling: Promise<void> | undefined;
  const tellAll = async (): Promise<void> => {
    while (told < count) {
      told = count;
      await notify(told, log);
    }
    telling = undefined;
  };
  return {
    secretRead: () => {
      count += 1;
      if (enabled) telling ??= tellAll();
    },
    settled: () => telling ?? Promise.resolve(),
  };
}

function notify(count: number, log: Log): Promise<void> {
  return new Promise((resolve) => {
    execFile(
      "pebble",
      ["notify", noticeKey, `count=${count}`],
      { timeout: timeoutMs },
      (error, _stdout, stderr) => {
        if (error) log("warning", `cannot notify ${noticeKey}: ${stderr.trim() || error.message}`);
        else log("debug", `notified ${noticeKey} count=${count}`);
        resolve();
      },
    );
  });
}
