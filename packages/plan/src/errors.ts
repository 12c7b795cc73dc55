import { CobbleError } from "@cobble/wire";

/** One thing that is wrong in a layer or in the plan that layers make together. */
export interface Fault {
  /** What is wrong; the reference's sentence where its clients can see one. */
  readonly message: string;
  /** Where, by names joined with dots: `services.web.kill-delay`; empty for the text as a whole. */
  readonly path: string;
  /** The file the layer was read from, when it came from one. */
  readonly file?: string;
  /** Line of the fault, from 1; 0 when the layer was not read from text. */
  readonly line: number;
  /** Column of the fault in UTF-16 units, from 1; 0 when the layer was not read from text. */
  readonly column: number;
  /** What was probably meant or is needed, for example `did you mean "kill-delay"?`. */
  readonly hint?: string;
  /** What to write in its place, where one thing was probably meant: `kill-delay`. */
  readonly suggestion?: string;
}

/** Where a fault is, as compilers print it: `001-base.yaml:12:5`; as far as it is known. */
export const describePlace = ({ file, line, column }: Fault): string => {
  if (line === 0) return file ?? "";
  return file === undefined ? `line ${line}, column ${column}` : `${file}:${line}:${column}`;
};

/**
 * Prints a fault with its place and field, as compilers do: `charmcraft.yaml:12:5: containers.redis: cannot …`; a hint
 * comes last.
 */
export const describeFieldFault = (fault: Fault): string => {
  const hint = fault.hint === undefined ? "" : ` (${fault.hint})`;
  return [describePlace(fault), fault.path, fault.message + hint].filter((part) => part !== "").join(": ");
};

/** The lead sentence, which is all that a single fault gives, then the other faults, a line each. */
const withOthers = (lead: string, others: readonly Fault[]): string =>
  [lead, ...others.map((fault) => `  also ${describeFieldFault(fault)}`)].join("\n");

/** A text is no YAML. */
export class YamlError extends CobbleError {
  /** Where in the text, in UTF-16 units. */
  readonly offset: number;
  /** The line that the reference's sentence has, from 1; 0 when it has none. It is seldom the line of the fault. */
  readonly line: number;

  constructor(message: string, { offset, line }: { readonly offset: number; readonly line: number }) {
    super("yaml", message);
    this.offset = offset;
    this.line = line;
  }
}

/** A layer's text cannot be read; {@link LayerError.faults} holds everything that is wrong in it. */
export class LayerError extends CobbleError {
  /** Every fault, in document order; never empty. */
  readonly faults: readonly Fault[];
  /** The reference's sentence for the fault, or faults, that it would report. */
  readonly lead: string;

  /** @param options.led the faults that `lead` already tells; the others follow it, a line each */
  constructor(lead: string, options: { readonly faults: readonly Fault[]; readonly led: readonly Fault[] }) {
    const others = options.faults.filter((fault) => !options.led.includes(fault));
    super("layer", withOthers(lead, others));
    this.faults = options.faults;
    this.lead = lead;
  }
}

/** A file of identities cannot be read; {@link IdentitiesError.faults} holds everything that is wrong in it. */
export class IdentitiesError extends CobbleError {
  /** Every fault, in document order; empty when the file has no identities. */
  readonly faults: readonly Fault[];

  /** @param options.led the faults that `lead` already tells; the others follow it, a line each */
  constructor(lead: string, options: { readonly faults: readonly Fault[]; readonly led: readonly Fault[] }) {
    const others = options.faults.filter((fault) => !options.led.includes(fault));
    super("identities", withOthers(lead, others));
    this.faults = options.faults;
  }
}

/** Layers that are each well-formed do not make a plan together. */
export class PlanError extends CobbleError {
  /** Every fault, sections in order and names sorted; never empty. */
  readonly faults: readonly Fault[];
  /** The reference's sentence for the fault that it would report. */
  readonly lead: string;

  constructor(faults: readonly [Fault, ...Fault[]]) {
    const [first, ...others] = faults;
    super("plan", withOthers(first.message, others));
    this.faults = faults;
    this.lead = first.message;
  }
}

/** A layer cannot be added to the layers that are there: its label is taken, reserved or empty. */
export class LabelError extends CobbleError {
  constructor(
    kind: "label-empty" | "label-exists" | "label-reserved" | "label-inner" | "file-name",
    message: string,
  ) {
    super(kind, message);
  }
}

/** A command line cannot be split into words or into base and default arguments. */
export class CommandError extends CobbleError {
  constructor(message: string) {
    super("command", message);
  }
}

/** Services cannot be put into an order: unknown names, or a loop of `before` and `after`. */
export class OrderError extends CobbleError {
  /** The services concerned, sorted. */
  readonly names: readonly string[];

  constructor(kind: "service-unknown" | "service-loop", message: string, names: readonly string[]) {
    super(kind, message);
    this.names = names;
  }
}

/** A charm's description that cannot be used. The message has a line for each fault. */
export class CharmcraftError extends CobbleError {
  /** All that is wrong, in the order of the file. */
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super("charmcraft", faults.map(describeFieldFault).join("\n"));
    this.faults = faults;
  }
}

/** A value that a config option cannot take. */
export class ConfigValueError extends CobbleError {
  constructor(message: string) {
    super("config-value", message);
  }
}
