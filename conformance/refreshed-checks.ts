import type { ConformanceCase } from "./case.ts";
import { lines } from "./lines.ts";
import { sync } from "./replies.ts";

/** What kind of check it is and with which settings, as YAML, and the error that comes of running it; none when it is well. */
export type RefreshedCheck = readonly [settings: string, error: string | undefined];

/**
 * A case that runs checks once each, one after the other, and looks at the error.
 * @param options.timeout of each check; two seconds unless given
 * @param options.below lines of the layer before its checks
 */
export function refreshedChecks(
  name: string,
  checks: readonly RefreshedCheck[],
  options: Omit<Partial<ConformanceCase>, "name" | "steps"> & {
    readonly timeout?: string;
    readonly below?: readonly string[];
  } = {},
): ConformanceCase {
  const { timeout = "2s", below = [], files = {}, ...others } = options;
  const layer = lines(
    ...below,
    "checks:",
    ...checks.map(
      ([settings], at) => `  c${at}: {override: replace, period: 1h, timeout: ${timeout}, ${settings}}`,
    ),
  );
  return {
    ...others,
    name,
    files: { ...files, "layers/001-base.yaml": layer },
    steps: checks.map(([, error = "{absent}"], at) => ({
      send: "POST /v1/checks/refresh",
      body: { name: `c${at}` },
      ...sync({ error }),
    })),
  };
}
