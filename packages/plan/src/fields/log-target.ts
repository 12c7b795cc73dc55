import type { LogTarget } from "../log-target.ts";
import { type FieldSet, fieldSet } from "./field-set.ts";
import { choiceField, overrideField, textField, textMapField, textsField } from "./kinds.ts";

/**
 * The fields of a log target.
 * @source pebble 1.32, layer-specification.md; order of printing seen: plan with log targets
 */
export const logTargetFields: FieldSet<LogTarget> = fieldSet<LogTarget>({
  type: choiceField({
    key: "type",
    type: "plan.LogTargetType",
    choices: ["loki", "opentelemetry", "syslog"],
    rule: 3,
    help: "What the receiver speaks. Every log target needs one once the layers are combined.",
  }),
  location: textField({
    key: "location",
    help: "The address of the receiver. Every log target needs one once the layers are combined.",
  }),
  // The plan shows it even when it is empty.
  services: textsField({
    key: "services",
    alwaysPrinted: true,
    help: "Whose logs are sent: names of services, `all`, or either with a minus before it to take it away again. The last word that speaks of a service decides.",
  }),
  override: overrideField,
  labels: textMapField({
    key: "labels",
    reservedPrefix: "pebble_",
    help: "Labels for each line. `$NAME` stands for a variable of the service's environment.",
  }),
});
