import type { ConfigValue } from "@cobble/plan";

/** What {@link replaceTakenPorts} looks at. */
export interface PortChoice {
  /** The options that are ports. */
  readonly options: readonly string[];
  readonly values: ReadonlyMap<string, ConfigValue | undefined>;
  readonly isFree: (port: number) => Promise<boolean>;
  readonly findFree: (from: number, except: ReadonlySet<number>) => Promise<number | undefined>;
}

/** A port that was taken, and what stands in for it. */
export interface Replacement {
  readonly option: string;
  readonly port: number;
  readonly using: number;
}

/**
 * Finds a free port for each option whose port somebody else uses: the next one up, that no other option has.
 * @returns nothing for options whose port is free, and for those that no port is left for
 */
export const replaceTakenPorts = async (choice: PortChoice): Promise<readonly Replacement[]> => {
  const wanted = choice.options.map((option) => choice.values.get(option));
  const used = new Set(wanted.filter((value) => typeof value === "number"));
  const replacements: Replacement[] = [];
  for (const option of choice.options) {
    const port = choice.values.get(option);
    // Port 0 asks the kernel for any free one.
    if (typeof port !== "number" || port < 1 || (await choice.isFree(port))) continue;
    const using = await choice.findFree(port + 1, used);
    if (using === undefined) continue;
    used.add(using);
    replacements.push({ option, port, using });
  }
  return replacements;
};

/** What people are told of a replacement. */
export const describeReplacement = ({
  port,
  using,
}: {
  readonly port: number;
  readonly using: number;
}): string => `port ${port} is taken, using ${using}`;
