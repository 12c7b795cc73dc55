import type { Fault } from "../errors.ts";
import type { Layer } from "../layer.ts";

/** What is wrong in a plan, and the names that lead there: `["services", "web", "command"]`. */
export interface Complaint {
  readonly message: string;
  readonly at: readonly [section: string, name: string, field?: string];
}

/** Makes a fault of the plan: its place is where the uppermost layer speaks of the field, or else of the entry. */
export const faultIn = (layers: readonly Layer[], { message, at }: Complaint): Fault => {
  const [section, name] = at;
  const path = at.join(".");
  for (const wanted of [path, `${section}.${name}`]) {
    for (const { source } of layers.toReversed()) {
      const position = source?.positions.get(wanted);
      if (source === undefined || position === undefined) continue;
      return { message, path, ...(source.file === undefined ? {} : { file: source.file }), ...position };
    }
  }
  return { message, path, line: 0, column: 0 };
};
