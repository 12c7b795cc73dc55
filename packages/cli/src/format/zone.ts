const nameAndOffset = /(<[^>]+>|[A-Za-z]+)([+-]?\d{1,3}(?::\d{2}){0,2})?/y;

const pad = (value: number): string => String(value).padStart(2, "0");

/** `+0545` or `-03`, as zones without a name of their own are called. */
const numericName = (offsetMinutes: number): string => {
  const abs = Math.abs(offsetMinutes);
  const minutes = abs % 60 === 0 ? "" : pad(abs % 60);
  return `${offsetMinutes < 0 ? "-" : "+"}${pad(Math.floor(abs / 60))}${minutes}`;
};

/** POSIX counts hours west of Greenwich. */
const offsetEast = (text: string): number => {
  const [hours = "0", minutes = "0"] = text.replace(/^[+-]/, "").split(":");
  const west = Number(hours) * 60 + Number(minutes);
  return text.startsWith("-") ? west : -west;
};

/** The local time zone. Offsets are minutes east of UTC. */
export interface LocalZone {
  /** The offset at a time in milliseconds since 1970. */
  readonly offsetAt: (ms: number) => number;
  /** What the zone is called at an offset, for example `NZDT`; a number as `+0545` where it has no name. */
  readonly nameAt: (offsetMinutes: number) => string;
}

/**
 * Reads a time zone from a POSIX rule, which ends each file of the zone database: `NZST-12NZDT,M9.5.0,M4.1.0/3`.
 * @param offsetAt the machine's knowledge of the zone; it is asked only where the rule has summer time
 */
export const readZone = (rule: string, offsetAt: LocalZone["offsetAt"]): LocalZone => {
  const names = new Map<number, string>();
  nameAndOffset.lastIndex = 0;
  const standard = nameAndOffset.exec(rule);
  if (standard !== null) {
    const [, name = "", offset = "0"] = standard;
    names.set(offsetEast(offset), name.replace(/[<>]/g, ""));
    const summer = nameAndOffset.exec(rule);
    // Summer time is an hour ahead unless the rule says otherwise.
    const summerOffset = summer?.[2] === undefined ? offsetEast(offset) + 60 : offsetEast(summer[2]);
    if (summer !== null) names.set(summerOffset, (summer[1] ?? "").replace(/[<>]/g, ""));
  }
  const [only] = names.size === 1 ? names.keys() : [];
  return {
    offsetAt: only === undefined ? offsetAt : () => only,
    nameAt: (offset) => names.get(offset) ?? (offset === 0 ? "UTC" : numericName(offset)),
  };
};
