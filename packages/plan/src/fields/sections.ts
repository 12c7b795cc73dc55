import { checkFields } from "./check.ts";
import { type DescribedField, describedFields } from "./field-set.ts";
import { logTargetFields } from "./log-target.ts";
import { pairingFields } from "./pairing.ts";
import { serviceFields } from "./service.ts";
import { workloadFields } from "./workload.ts";

/** A section of a layer, for those who describe layers. */
export interface DescribedSection {
  readonly key: string;
  readonly help: string;
  /** A text of its own, one set of fields, or entries by name that have these fields each. */
  readonly holds: "text" | "fields" | "entries";
  /** What one entry is called: `service`. */
  readonly entry?: string;
  readonly fields: readonly DescribedField[];
  /** Names that entries may not have, as a regular expression that others match. */
  readonly namePattern?: string;
}

/** Every section of a layer, in the order that they print. */
export const layerSections: readonly DescribedSection[] = [
  { key: "summary", help: "One line about the layer.", holds: "text", fields: [] },
  { key: "description", help: "More about the layer.", holds: "text", fields: [] },
  {
    key: "services",
    help: "The services, by name: programs that the supervisor starts and watches.",
    holds: "entries",
    entry: "service",
    fields: describedFields(serviceFields),
    namePattern: "^(?!-|pebble$)",
  },
  {
    key: "checks",
    help: "The health checks, by name.",
    holds: "entries",
    entry: "check",
    fields: describedFields(checkFields),
  },
  {
    key: "log-targets",
    help: "Receivers of what services write, by name.",
    holds: "entries",
    entry: "log-target",
    fields: describedFields(logTargetFields),
  },
  {
    key: "pairing",
    help: "Who may pair over HTTPS.",
    holds: "fields",
    fields: describedFields(pairingFields),
  },
  {
    key: "workloads",
    help: "Users, groups and environments that services share, by name. Only layer files may have them, not layers that are added to a running supervisor.",
    holds: "entries",
    entry: "workload",
    fields: describedFields(workloadFields),
  },
];
