import type { ConformanceCase } from "../../case.ts";
import { refusedPlan } from "./fault.ts";

/** Layers that are well-formed and make no plan. */
export const planFaults: readonly ConformanceCase[] = [
  refusedPlan(
    "a service without override is refused",
    "services:\n  a: {command: x}\n",
    'layer "base" must define "override" for service "a"',
  ),
  refusedPlan(
    "a service with an unknown override is refused",
    "services:\n  a: {override: maybe, command: x}\n",
    'layer "base" has invalid "override" value for service "a"',
  ),
  refusedPlan(
    "a service without command is refused",
    "services:\n  a: {override: replace}\n",
    'plan must define "command" for service "a"',
  ),
  refusedPlan(
    "a service with an empty command is refused",
    "services:\n  a: {override: replace, command: ''}\n",
    'plan must define "command" for service "a"',
  ),
  refusedPlan(
    "a service merged with nothing that has no command is refused",
    "services:\n  a: {override: merge, startup: enabled}\n",
    'plan must define "command" for service "a"',
  ),
  refusedPlan(
    "a service that requires none that is there is refused",
    "services:\n  a: {override: replace, command: x, requires: [b]}\n",
    'service "b" does not exist',
  ),
  refusedPlan(
    "a loop of after is refused",
    "services:\n  a: {override: replace, command: x, after: [b]}\n  b: {override: replace, command: x, after: [a]}\n",
    "services in before/after loop: a, b",
  ),
  refusedPlan(
    "a loop of before is refused",
    "services:\n  a: {override: replace, command: x, before: [b]}\n  b: {override: replace, command: x, before: [a]}\n",
    "services in before/after loop: a, b",
  ),
  refusedPlan(
    "a loop of before and after is refused",
    "services:\n  a: {override: replace, command: x, before: [b], after: [b]}\n  b: {override: replace, command: x}\n",
    "services in before/after loop: a, b",
  ),
  refusedPlan(
    "a loop of three services is refused",
    "services:\n  c: {override: replace, command: x, after: [a]}\n  a: {override: replace, command: x, after: [b]}\n  b: {override: replace, command: x, after: [c]}\n",
    "services in before/after loop: a, b, c",
  ),
  refusedPlan(
    "a loop behind another service is refused",
    "services:\n  z: {override: replace, command: x, after: [a]}\n  a: {override: replace, command: x, after: [b]}\n  b: {override: replace, command: x, after: [a]}\n",
    "services in before/after loop: a, b",
  ),
  refusedPlan(
    "a service of a workload that is not defined is refused",
    "services:\n  a: {override: replace, command: x, workload: w}\n",
    'workload "w": not defined for service "a"',
  ),
];
