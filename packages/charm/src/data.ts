/** An object of which nothing is known but that it is one, as readers of YAML and JSON give it. */
export type Data = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and no list. */
export const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);
