import { inspect } from "node:util";

/** What an error says, without its class; of anything else that was thrown, its text. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** How many causes of causes are told; an author may have made a ring of them. */
const maxCauses = 8;

const stackOf = (error: Error): string => {
  try {
    return error.stack ?? `${error.name}: ${error.message}`;
  } catch {
    // An author's own class may have a stack that throws; what it says is lost, that it was thrown is not.
    return `${Object.prototype.toString.call(error)}, whose stack cannot be read`;
  }
};

/** Anything can be thrown; what is no error has no stack. */
const describeValue = (value: unknown): string => `${inspect(value, { depth: 4 })}, which is no Error`;

const describeWithCauses = (error: unknown, depth: number): string => {
  if (!(error instanceof Error)) return describeValue(error);
  const several: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  const below = [
    ...several.map((one) => ["one of them", one] as const),
    ...(error.cause === undefined ? [] : [["caused by", error.cause] as const]),
  ];
  if (depth === maxCauses && below.length > 0) return `${stackOf(error)}\n(its causes are left out)`;
  return [stackOf(error), ...below.map(([how, one]) => `${how}: ${describeWithCauses(one, depth + 1)}`)].join(
    "\n",
  );
};

/** An error's stack, and below it those of the errors that caused it, or that it stands for. Takes whatever was thrown. */
export const describeError = (error: unknown): string => describeWithCauses(error, 0);

/** What went wrong in one line, without the stack. */
export const summarizeError = (error: unknown): string => {
  if (!(error instanceof Error)) return describeValue(error);
  try {
    return String(error);
  } catch {
    // As in {@link stackOf}.
    return `${Object.prototype.toString.call(error)}, which cannot be read`;
  }
};
