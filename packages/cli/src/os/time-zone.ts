import { dlopen, ptr } from "bun:ffi";
import { readFileSync } from "node:fs";

const database = "/usr/share/zoneinfo";

/** The file of the local time zone, or `undefined` for UTC. */
const zoneFile = (zone: string | undefined): string | undefined => {
  if (zone === undefined) return "/etc/localtime";
  const name = zone.replace(/^:/, "");
  if (name === "") return undefined;
  return name.startsWith("/") ? name : `${database}/${name}`;
};

/**
 * The rule of the local time zone, for example `CET-1CEST,M3.5.0,M10.5.0/3`; `UTC0` where there is none.
 * @param zone the variable TZ
 */
export const readZoneRule = (zone: string | undefined): string => {
  const path = zoneFile(zone);
  if (path === undefined) return "UTC0";
  try {
    // The last line of the file, which is otherwise binary.
    return readFileSync(path, "latin1").trimEnd().split("\n").at(-1) ?? "UTC0";
  } catch {
    // A machine without the database, or a zone it does not have, runs on UTC.
    return "UTC0";
  }
};

const openLibrary = () => dlopen("libc.so.6", { localtime_r: { args: ["ptr", "ptr"], returns: "ptr" } });

// Opened when a zone with summer time is first asked for its offset.
let library: ReturnType<typeof openLibrary> | undefined;

/**
 * How far local time is east of UTC, in minutes. The runtime knows it too, but lists all the zones of the world before it says
 * so: 7 ms, which is half of what a command takes.
 * @param atMs at which time, in milliseconds since 1970
 */
export const localOffsetAt = (atMs: number): number => {
  library ??= openLibrary();
  const seconds = BigInt64Array.of(BigInt(Math.floor(atMs / 1000)));
  // struct tm: nine 32-bit words, a gap of one, the offset in 64 bits and the address of the zone's name.
  const fields = new BigInt64Array(7);
  library.symbols.localtime_r(ptr(seconds), ptr(fields));
  return Math.trunc(Number(fields[5] ?? 0n) / 60);
};
