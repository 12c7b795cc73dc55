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
