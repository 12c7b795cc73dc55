import type { ConformanceCase } from "../../case.ts";
import { misread, refusedText, service } from "./fault.ts";

/** Services and their fields, of another kind than they should be. */
export const serviceTypeFaults: readonly ConformanceCase[] = [
  refusedText(
    "a service that is null is refused",
    "services:\n  a:\n",
    'service object cannot be null for service "a"',
  ),
  refusedText(
    "a service that is a text is refused",
    "services:\n  a: sleep 1\n",
    misread("services", "cannot unmarshal !!str `sleep 1` into plan.Service"),
  ),
  refusedText(
    "a service that is a list is refused",
    "services:\n  a: [sleep]\n",
    misread("services", "cannot unmarshal !!seq into plan.Service"),
  ),
  refusedText(
    "a service with an empty name is refused",
    "services:\n  '': {override: replace, command: x}\n",
    "cannot use empty string as service name",
  ),
  refusedText(
    "a service whose name begins with a dash is refused",
    "services:\n  -a: {override: replace, command: x}\n",
    'cannot use service name "-a": starting with "-" not allowed',
  ),
  refusedText(
    "a service with the supervisor's own name is refused",
    "services:\n  pebble: {override: replace, command: x}\n",
    'cannot use reserved service name "pebble"',
  ),
  refusedText(
    "a service that comes twice is refused",
    "services:\n  a: {override: replace, command: x}\n  a: {override: replace, command: x}\n",
    misread("services", 'mapping key "a" already defined at line {n}'),
  ),
  refusedText(
    "a service whose key is a map is refused",
    "services:\n  {a: b}: {override: replace, command: x}\n",
    misread("services", "cannot unmarshal !!map into string"),
  ),
  refusedText(
    "an unknown field of a service is refused",
    service("comand: x"),
    misread("services", "field comand not found in type plan.Service"),
  ),
  refusedText(
    "a field with an underscore is refused",
    service("working_dir: /tmp"),
    misread("services", "field working_dir not found in type plan.Service"),
  ),
  refusedText(
    "a field of a service that comes twice is refused",
    service("summary: a\nsummary: b"),
    misread("services", 'mapping key "summary" already defined at line {n}'),
  ),
  refusedText(
    "a field of checks in a service is refused",
    service("threshold: 3"),
    misread("services", "field threshold not found in type plan.Service"),
  ),
  refusedText(
    "a service's override that is a list is refused",
    "services:\n  a: {override: [replace], command: x}\n",
    misread("services", "cannot unmarshal !!seq into plan.Override"),
  ),
  refusedText(
    "a service's summary that is a map is refused",
    service("summary: {a: b}"),
    misread("services", "cannot unmarshal !!map into string"),
  ),
  refusedText(
    "a service's description that is a list is refused",
    service("description: [a]"),
    misread("services", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "a service's startup that is a list is refused",
    service("startup: [enabled]"),
    misread("services", "cannot unmarshal !!seq into plan.ServiceStartup"),
  ),
  refusedText(
    "after as a text is refused",
    service("after: b"),
    misread("services", "cannot unmarshal !!str `b` into []string"),
  ),
  refusedText(
    "after as a map is refused",
    service("after: {b: c}"),
    misread("services", "cannot unmarshal !!map into []string"),
  ),
  refusedText(
    "after with a list inside is refused",
    service("after: [[b]]"),
    misread("services", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "before as a number is refused",
    service("before: 5"),
    misread("services", "cannot unmarshal !!int `5` into []string"),
  ),
  refusedText(
    "before with a map inside is refused",
    service("before: [{b: c}]"),
    misread("services", "cannot unmarshal !!map into string"),
  ),
  refusedText(
    "requires as a text is refused",
    service("requires: b"),
    misread("services", "cannot unmarshal !!str `b` into []string"),
  ),
  refusedText(
    "requires as a boolean is refused",
    service("requires: true"),
    misread("services", "cannot unmarshal !!bool `true` into []string"),
  ),
  refusedText(
    "an environment that is a list is refused",
    service("environment: [A=b]"),
    misread("services", "cannot unmarshal !!seq into map[string]string"),
  ),
  refusedText(
    "an environment that is a text is refused",
    service("environment: A=b"),
    misread("services", "cannot unmarshal !!str `A=b` into map[string]string"),
  ),
  refusedText(
    "an environment variable that is a list is refused",
    service("environment: {A: [b]}"),
    misread("services", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "an environment variable that is a map is refused",
    service("environment:\n  A: {b: c}"),
    misread("services", "cannot unmarshal !!map into string"),
  ),
  refusedText(
    "an environment variable that comes twice is refused",
    service("environment: {A: b, A: c}"),
    misread("services", 'mapping key "A" already defined at line {n}'),
  ),
  refusedText(
    "a user that is a list is refused",
    service("user: [root]"),
    misread("services", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "a user id that is a word is refused",
    service("user-id: root"),
    misread("services", "cannot unmarshal !!str `root` into int"),
  ),
  refusedText(
    "a user id in quotes is refused",
    service("user-id: '0'"),
    misread("services", "cannot unmarshal !!str `0` into int"),
  ),
  refusedText(
    "a user id that is a list is refused",
    service("user-id: [0]"),
    misread("services", "cannot unmarshal !!seq into int"),
  ),
  refusedText(
    "a user id that is true is refused",
    service("user-id: true"),
    misread("services", "cannot unmarshal !!bool `true` into int"),
  ),
  refusedText(
    "a group that is a map is refused",
    service("group: {a: b}"),
    misread("services", "cannot unmarshal !!map into string"),
  ),
  refusedText(
    "a group id that is a word is refused",
    service("group-id: root"),
    misread("services", "cannot unmarshal !!str `root` into int"),
  ),
  refusedText(
    "a group id that is a map is refused",
    service("group-id: {a: b}"),
    misread("services", "cannot unmarshal !!map into int"),
  ),
  refusedText(
    "a working directory that is a list is refused",
    service("working-dir: [/tmp]"),
    misread("services", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "a service's workload that is a list is refused",
    service("workload: [a]"),
    misread("services", "cannot unmarshal !!seq into string"),
  ),
];
