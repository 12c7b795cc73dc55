import type { ConformanceCase } from "../../case.ts";
import { misread, refusedPlan, refusedText, target } from "./fault.ts";

/** Log targets. */
export const logTargetFaults: readonly ConformanceCase[] = [
  refusedText(
    "a log target that is null is refused",
    "log-targets:\n  a:\n",
    'log target object cannot be null for log target "a"',
  ),
  refusedText(
    "a log target that is a text is refused",
    "log-targets:\n  a: loki\n",
    misread("log-targets", "cannot unmarshal !!str `loki` into plan.LogTarget"),
  ),
  refusedText(
    "a log target that comes twice is refused",
    "log-targets:\n  a: {override: replace, type: loki, location: x}\n  a: {override: replace, type: loki, location: x}\n",
    misread("log-targets", 'mapping key "a" already defined at line {n}'),
  ),
  refusedText(
    "an unknown field of a log target is refused",
    target("url: x"),
    misread("log-targets", "field url not found in type plan.LogTarget"),
  ),
  refusedText(
    "an unknown type of a log target is refused",
    "log-targets:\n  a: {override: replace, type: kafka, location: x}\n",
    'log target "a" has unsupported type "kafka", must be "loki", "opentelemetry" or "syslog"',
  ),
  refusedText(
    "a type with a capital is refused",
    "log-targets:\n  a: {override: replace, type: Loki, location: x}\n",
    'log target "a" has unsupported type "Loki", must be "loki", "opentelemetry" or "syslog"',
  ),
  refusedText(
    "a type that is a list is refused",
    "log-targets:\n  a: {override: replace, type: [loki], location: x}\n",
    misread("log-targets", "cannot unmarshal !!seq into plan.LogTargetType"),
  ),
  refusedText(
    "a location that is a list is refused",
    "log-targets:\n  a: {override: replace, type: loki, location: [x]}\n",
    misread("log-targets", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "a target's services as a text are refused",
    target("services: all"),
    misread("log-targets", "cannot unmarshal !!str `all` into []string"),
  ),
  refusedText(
    "a target's services as a map are refused",
    target("services: {all: true}"),
    misread("log-targets", "cannot unmarshal !!map into []string"),
  ),
  refusedText(
    "a target's services with a list inside are refused",
    target("services: [[all]]"),
    misread("log-targets", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "labels as a list are refused",
    target("labels: [a]"),
    misread("log-targets", "cannot unmarshal !!seq into map[string]string"),
  ),
  refusedText(
    "a label that is a list is refused",
    target("labels: {a: [b]}"),
    misread("log-targets", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "a label with the reserved prefix is refused",
    target("labels: {pebble_service: x}"),
    'log target "a": label "pebble_service" uses reserved prefix "pebble_"',
  ),
  refusedText(
    "a target's override that is a list is refused",
    "log-targets:\n  a: {override: [replace], type: loki, location: x}\n",
    misread("log-targets", "cannot unmarshal !!seq into plan.Override"),
  ),
  refusedPlan(
    "a log target without override is refused",
    "log-targets:\n  a: {type: loki, location: x}\n",
    'layer "base" must define "override" for log target "a"',
  ),
  refusedPlan(
    "a log target with an unknown override is refused",
    "log-targets:\n  a: {override: Replace, type: loki, location: x}\n",
    'layer "base" has invalid "override" value for log target "a"',
  ),
  refusedPlan(
    "a log target without type is refused",
    "log-targets:\n  a: {override: replace, location: x}\n",
    'plan must define "type" ("loki", "opentelemetry" or "syslog") for log target "a"',
  ),
  refusedPlan(
    "a log target without location is refused",
    "log-targets:\n  a: {override: replace, type: loki}\n",
    'plan must define "location" for log target "a"',
  ),
  refusedPlan(
    "a log target of an unknown service is refused",
    target("services: [web]"),
    'log target "a" specifies unknown service "web"',
  ),
  refusedPlan(
    "a log target that leaves out an unknown service is refused",
    target("services: [all, -web]"),
    'log target "a" specifies unknown service "web"',
  ),
  refusedPlan(
    "a log target of a service with two dashes is refused",
    target("services: [--all]"),
    'log target "a" specifies unknown service "-all"',
  ),
  refusedPlan(
    "a log target of an empty service is refused",
    target("services: ['']"),
    'log target "a" specifies unknown service ""',
  ),
];
