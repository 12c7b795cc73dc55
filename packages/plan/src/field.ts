/** What YAML reads as one value. */
export type ScalarValue = string | number | boolean;

/** One field of a file that people write. Reading a value of the wrong kind records a fault. */
export interface Field {
  /** The way to this field, as in `config.options.port`. */
  readonly path: string;
  /** Whether there is no value: `key:` with nothing behind it, or `null`. */
  readonly isEmpty: boolean;
  /** The value for texts of faults, as in `"high"` or `a list`. */
  readonly shown: string;
  /** Records that this field is wrong. */
  fault(message: string): void;
  /** The fields of a map, in the file's order; none when the field is empty. */
  fields(): ReadonlyMap<string, Field>;
  /** The entries of a list; none when the field is empty. */
  items(): readonly Field[];
  /** A text; undefined, and a fault, when it is anything else. */
  text(): string | undefined;
  /** `true` or `false`; undefined, and a fault, when it is anything else. */
  flag(): boolean | undefined;
  /** A text, number or boolean as YAML reads it; undefined when it is none of them. */
  scalar(): ScalarValue | undefined;
  /** The value as plain data, whatever it is. */
  data(): unknown;
}
