/** From the most to the least talkative. */
export const logLevels = ["debug", "info", "warning", "error"] as const;

/** How important a line is. */
export type LogLevel = (typeof logLevels)[number];

/** Writes one line when its level is at least the one chosen. Secrets and their keys never belong in it. */
export type Log = (level: LogLevel, message: string) => void;

/** True for the four names of levels. */
export function isLogLevel(text: string): text is LogLevel {
  return logLevels.some((level) => level === text);
}

/** A log of the lines from `lowest` up. They carry no time: the supervisor stamps each line. */
export function createLog(lowest: LogLevel, write: (line: string) => void): Log {
  return (level, message) => {
    if (logLevels.indexOf(level) >= logLevels.indexOf(lowest)) write(`${level.toUpperCase()} ${message}`);
  };
}
