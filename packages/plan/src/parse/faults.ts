import { type Fault, LayerError } from "../errors.ts";

/** Where in its life a layer is found wrong; the reference reports only faults of the earliest stage. */
const stages = ["text", "section", "entry", "extension"] as const;
/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

/** A fault with what decides whether the reference could have reported it. */
export interface Found {
  readonly fault: Fault;
  readonly stage: Stage;
  /** What orders faults of one stage, most important number first. */
  readonly rank: readonly number[];
  /** Offset in the text: faults are listed by it. */
  readonly offset: number;
  /** What the reference puts before the sentence: `cannot parse layer "base" section "services": `. */
  readonly prefix: string;
  /** Faults of types and unknown fields, which the reference lists together, a line each. */
  readonly listed: boolean;
}

const compareRanks = (a: readonly number[], b: readonly number[]): number => {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const compareFound = (a: Found, b: Found): number =>
  stages.indexOf(a.stage) - stages.indexOf(b.stage) ||
  compareRanks(a.rank, b.rank) ||
  Number(a.listed) - Number(b.listed) ||
  a.offset - b.offset;

/** Everything the lead sentence tells: one fault, or all that the reference would list with it. */
const findLed = (found: readonly Found[], first: Found): readonly Found[] =>
  first.listed
    ? found.filter((other) => other.listed && other.prefix === first.prefix && other.stage === first.stage)
    : [first];

const leadSentence = (led: readonly Found[], first: Found): string => {
  if (!first.listed) return first.prefix + first.fault.message;
  const lines = led.map(({ fault }) => `  line ${fault.line}: ${fault.message}`);
  return `${first.prefix}yaml: unmarshal errors:\n${lines.join("\n")}`;
};

/** What was found, as an error tells it. */
export interface ToldFaults {
  /** The sentence that comes first, which the reference could report. */
  readonly lead: string;
  /** Every fault, in document order. */
  readonly faults: readonly Fault[];
  /** Those that `lead` already tells. */
  readonly led: readonly Fault[];
}

/**
 * Puts what was found into words; undefined when nothing was.
 * @source pebble 1.32, seen: add of layers with several faults
 * @differs the reference reports the faults of one stage and section only, and counts lines within the section
 */
export const tellFaults = (found: readonly Found[]): ToldFaults | undefined => {
  const inOrder = found.toSorted((a, b) => a.offset - b.offset);
  const [first] = inOrder.toSorted(compareFound);
  if (first === undefined) return undefined;
  const led = findLed(inOrder, first);
  return {
    lead: leadSentence(led, first),
    faults: inOrder.map(({ fault }) => fault),
    led: led.map(({ fault }) => fault),
  };
};

/** Makes the error for what was found in a layer, or nothing when nothing was. */
export const layerErrorOf = (found: readonly Found[]): LayerError | undefined => {
  const told = tellFaults(found);
  return told && new LayerError(told.lead, told);
};
