import { type Charmcraft, readCharmcraft } from "./charmcraft.ts";
import { CharmcraftError, describeFieldFault, type Fault } from "./errors.ts";
import { readYamlFields } from "./yaml-fields.ts";

/** A file's text, and the name that errors give it. */
export interface NamedText {
  readonly text: string;
  readonly file: string;
}

/** Where else parts of the description stand, for a charm that has them in files of their own. */
export interface CharmcraftFiles {
  /** The name that errors give the file. */
  readonly file: string;
  /** A `config.yaml`, whose `options` are those of the charm. */
  readonly config?: NamedText;
  /** An `actions.yaml`, whose entries are the actions of the charm. */
  readonly actions?: NamedText;
}

/** Reading a container looks at resources too, and a map may be visited twice: order by place, and say each once. */
const inFileOrder = (faults: readonly Fault[]): readonly Fault[] => {
  const sorted = faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return sorted.filter((fault, i) => {
    const before = sorted[i - 1];
    return before === undefined || describeFieldFault(before) !== describeFieldFault(fault);
  });
};

/**
 * Reads what a charm says about itself: a `charmcraft.yaml`, or a `metadata.yaml` with its `config.yaml` and
 * `actions.yaml`. Keys that Cobble has no use for are passed over.
 * @throws {CharmcraftError} when anything is wrong, with every fault and its place
 * @source ops 3.9, ops/charm.py, CharmMeta
 */
export const parseCharmcraft = (text: string, files: CharmcraftFiles): Charmcraft => {
  const main = readYamlFields(text, { file: files.file });
  const config = files.config && readYamlFields(files.config.text, { file: files.config.file });
  const actions = files.actions && readYamlFields(files.actions.text, { file: files.actions.file });
  const sources = [main, config, actions].filter((source) => source !== undefined);
  const throwFaults = (): void => {
    const faults = sources.flatMap((source) => inFileOrder(source.faults));
    if (faults.length > 0) throw new CharmcraftError(faults);
  };
  // What a broken file seems to say is a guess, and faults in it would only hide the one that matters.
  throwFaults();
  const charm = readCharmcraft({ main: main.root, config: config?.root, actions: actions?.root });
  throwFaults();
  return charm;
};
