import { joinLayers } from "../combine.ts";
import type { Fault } from "../errors.ts";
import type { Layer } from "../layer.ts";
import type { AccountMessage } from "../parse/account.ts";
import { type ParseOptions, readLayerText } from "../parse/layer.ts";
import { mergeDoubts, planDoubts } from "./doubts/plan.ts";
import { textDoubts } from "./doubts/text.ts";
import { compareFindings } from "./finding-order.ts";
import { overrideComplaints } from "./override.ts";
import { type Complaint, faultsIn, pathOf } from "./place.ts";
import { planComplaints } from "./plan.ts";

/** A layer that is still text. */
export interface LayerText extends ParseOptions {
  readonly text: string;
}

/** Something that is wrong with layers. */
export interface Finding extends Fault {
  /** An `error` keeps the supervisor from using the layers; a `warning` is accepted, but surely not meant. */
  readonly severity: "error" | "warning";
}

/** What whoever read the layers' files knows of them. */
export interface LayerFilesRead {
  /** All files, in the order of the layers: findings are told in it. */
  readonly files: readonly string[];
  /** What is wrong with files themselves. */
  readonly faults: readonly Fault[];
  /** What is odd about files. */
  readonly doubts: readonly Fault[];
  /** A file could not be read at all, so that nobody knows what plan the layers make. */
  readonly isPart: boolean;
  /** Looks up the accounts of workloads and services; without it every account is taken to exist. */
  readonly accountMessage?: AccountMessage;
}

/** What is to be said about layers that were read together. */
export interface Validation {
  /** In the order of the layers, and of the text in each; what has no place comes last. */
  readonly findings: readonly Finding[];
  /** How much there is, each entry counted once however many layers speak of it. */
  readonly counts: {
    readonly layers: number;
    readonly services: number;
    readonly checks: number;
    readonly logTargets: number;
  };
}

/** A layer with what is wrong with its text. */
interface Read {
  readonly layer: Layer;
  readonly faults: readonly Fault[];
}

const read = ({ text, ...options }: LayerText): Read => {
  const { layer, error } = readLayerText(text, options);
  return { layer, faults: error?.faults ?? [] };
};

/** Whether all entries of a layer are known: not when the text, or a section as a whole, cannot be read. */
const isWhole = ({ faults }: Read): boolean => faults.every(({ path }) => path.includes("."));

/** Whether the text is YAML at all. */
const isYaml = ({ faults }: Read): boolean => faults.every(({ path }) => path !== "");

/** Whether something that seems to be missing may be there, but is misspelt or unreadable. */
const isExplained = (complaint: Complaint, faults: readonly Fault[]): boolean => {
  const entry = pathOf(complaint.at.slice(0, 2));
  return (
    complaint.ofAbsence === true && faults.some(({ path }) => path === entry || path.startsWith(`${entry}.`))
  );
};

/** Without what is only a consequence of other faults. */
const unexplained = (complaints: readonly Complaint[], faults: readonly Fault[]): readonly Complaint[] =>
  complaints.filter((complaint) => !isExplained(complaint, faults));

const overrideFaults = ({ layer, faults }: Read): readonly Fault[] =>
  faultsIn([layer], unexplained(overrideComplaints(layer), faults));

/** What is wrong with the layers together; nothing is known of that while one of them cannot be read as a whole. */
const checkTogether = (
  all: readonly Read[],
  lookUp?: AccountMessage,
): { readonly faults: readonly Fault[]; readonly doubts: readonly Fault[] } => {
  if (!all.every(isWhole)) return { faults: [], doubts: [] };
  const layers = all.map(({ layer }) => layer);
  const found = all.flatMap(({ faults }) => faults);
  const plan = joinLayers(layers);
  const merges = layers.flatMap((layer, i) => faultsIn([layer], mergeDoubts(layer, layers.slice(0, i))));
  return {
    faults: faultsIn(layers, unexplained(planComplaints(plan, lookUp), found)),
    doubts: [...merges, ...faultsIn(layers, unexplained(planDoubts(plan, lookUp), found))],
  };
};

const countIn = (layers: readonly Layer[]): Validation["counts"] => {
  const plan = joinLayers(layers);
  return {
    layers: layers.length,
    services: plan.services.size,
    checks: plan.checks.size,
    logTargets: plan.logTargets.size,
  };
};

const withSeverity = (severity: Finding["severity"], faults: readonly Fault[]): readonly Finding[] =>
  faults.map((fault) => ({ ...fault, severity }));

/**
 * Tells all that is wrong with layers, lowest first, at once: in each of them, and in the plan that they make. What is only
 * a consequence of another fault is left out.
 */
export const validateLayers = (texts: readonly LayerText[], about?: LayerFilesRead): Validation => {
  const all = texts.map(read);
  const layers = all.map(({ layer }) => layer);
  const together =
    about?.isPart === true ? { faults: [], doubts: [] } : checkTogether(all, about?.accountMessage);
  const files = about?.files ?? texts.flatMap(({ file }) => file ?? []);
  const findings = [
    ...withSeverity("error", about?.faults ?? []),
    ...withSeverity(
      "error",
      all.flatMap((one) => [...one.faults, ...overrideFaults(one)]),
    ),
    ...withSeverity("error", together.faults),
    ...withSeverity("warning", about?.doubts ?? []),
    ...withSeverity("warning", [
      ...all.filter(isYaml).flatMap(({ layer }) => textDoubts(layer)),
      ...together.doubts,
    ]),
  ];
  return {
    findings: findings.toSorted(compareFindings(files)),
    counts: countIn(layers),
  };
};
