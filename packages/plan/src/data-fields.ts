import type { Field, ScalarValue } from "./field.ts";

const isScalar = (value: unknown): value is ScalarValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean => value === null || value === undefined;

/**
 * Reads plain data as fields. Nobody knows the places in it, so a fault has no text: whoever wants it has to read the file
 * itself.
 * @param fault is called for each field that is wrong
 */
export const dataField = (value: unknown, fault: () => void, path = ""): Field => {
  const wrong = (): undefined => {
    fault();
    return undefined;
  };
  let known: ReadonlyMap<string, Field> | undefined;
  const readFields = (): ReadonlyMap<string, Field> => {
    if (isMap(value)) {
      return new Map(Object.entries(value).map(([name, child]) => [name, dataField(child, fault, name)]));
    }
    if (!isEmpty(value)) fault();
    return new Map();
  };
  return {
    path,
    isEmpty: isEmpty(value),
    // Only a fault shows it, and a whole description is long.
    get shown() {
      return value === undefined ? "nothing" : JSON.stringify(value);
    },
    fault,
    fields() {
      known ??= readFields();
      return known;
    },
    items() {
      if (Array.isArray(value)) return value.map((child) => dataField(child, fault, path));
      if (!isEmpty(value)) fault();
      return [];
    },
    text: () => (typeof value === "string" ? value : wrong()),
    flag: () => (typeof value === "boolean" ? value : wrong()),
    scalar: () => (isScalar(value) ? value : undefined),
    data: () => value,
  };
};
