import type { ConformanceCase } from "../../case.ts";
import { check, misread, refusedText } from "./fault.ts";

/** Checks and their fields, of another kind than they should be, or with values that they may not have. */
export const checkFieldFaults: readonly ConformanceCase[] = [
  refusedText(
    "a check that is null is refused",
    "checks:\n  a:\n",
    'check object cannot be null for check "a"',
  ),
  refusedText(
    "a check that is a text is refused",
    "checks:\n  a: http\n",
    misread("checks", "cannot unmarshal !!str `http` into plan.Check"),
  ),
  refusedText(
    "a check with an empty name is refused",
    "checks:\n  '': {override: replace, tcp: {port: 80}}\n",
    "cannot use empty string as check name",
  ),
  refusedText(
    "a check that comes twice is refused",
    "checks:\n  a: {override: replace, tcp: {port: 80}}\n  a: {override: replace, tcp: {port: 80}}\n",
    misread("checks", 'mapping key "a" already defined at line {n}'),
  ),
  refusedText(
    "an unknown field of a check is refused",
    check("tcp: {port: 80}\nperriod: 1s"),
    misread("checks", "field perriod not found in type plan.Check"),
  ),
  refusedText(
    "a check's override that is a map is refused",
    "checks:\n  a: {override: {a: b}, tcp: {port: 80}}\n",
    misread("checks", "cannot unmarshal !!map into plan.Override"),
  ),
  refusedText(
    "an unknown level is refused",
    check("tcp: {port: 80}\nlevel: high"),
    'plan check "a" level must be "alive" or "ready"',
  ),
  refusedText(
    "a level that is a list is refused",
    check("tcp: {port: 80}\nlevel: [alive]"),
    misread("checks", "cannot unmarshal !!seq into plan.CheckLevel"),
  ),
  refusedText(
    "an unknown startup of a check is refused",
    check("tcp: {port: 80}\nstartup: maybe"),
    'plan check "a" startup must be "enabled" or "disabled"',
  ),
  refusedText(
    "a period of zero is refused",
    check("tcp: {port: 80}\nperiod: 0s"),
    'plan check "a" period must not be zero',
  ),
  refusedText(
    "a period that is a list is refused",
    check("tcp: {port: 80}\nperiod: [10s]"),
    'cannot parse layer "base" section "checks": duration must be a YAML string',
  ),
  refusedText(
    "a timeout of zero is refused",
    check("tcp: {port: 80}\ntimeout: 0"),
    'plan check "a" timeout must not be zero',
  ),
  refusedText(
    "a timeout that is a word is refused",
    check("tcp: {port: 80}\ntimeout: never"),
    'cannot parse layer "base" section "checks": invalid duration "never"',
  ),
  refusedText(
    "a threshold that is a word is refused",
    check("tcp: {port: 80}\nthreshold: three"),
    misread("checks", "cannot unmarshal !!str `three` into int"),
  ),
  refusedText(
    "a threshold that is a list is refused",
    check("tcp: {port: 80}\nthreshold: [3]"),
    misread("checks", "cannot unmarshal !!seq into int"),
  ),
  refusedText(
    "an http check that is a text is refused",
    check("http: http://localhost/"),
    misread("checks", "cannot unmarshal !!str `http://...` into plan.HTTPCheck"),
  ),
  refusedText(
    "an http check that is a list is refused",
    check("http: [http://localhost/]"),
    misread("checks", "cannot unmarshal !!seq into plan.HTTPCheck"),
  ),
  refusedText(
    "an unknown field of an http check is refused",
    check("http: {url: 'http://localhost/', method: GET}"),
    misread("checks", "field method not found in type plan.HTTPCheck"),
  ),
  refusedText(
    "a url that is a list is refused",
    check("http: {url: ['http://localhost/']}"),
    misread("checks", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "headers as a list are refused",
    check("http: {url: 'http://localhost/', headers: [A]}"),
    misread("checks", "cannot unmarshal !!seq into map[string]string"),
  ),
  refusedText(
    "a header that is a list is refused",
    check("http: {url: 'http://localhost/', headers: {A: [b]}}"),
    misread("checks", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "a tcp check that is a number is refused",
    check("tcp: 80"),
    misread("checks", "cannot unmarshal !!int `80` into plan.TCPCheck"),
  ),
  refusedText(
    "an unknown field of a tcp check is refused",
    check("tcp: {port: 80, hots: localhost}"),
    misread("checks", "field hots not found in type plan.TCPCheck"),
  ),
  refusedText(
    "a port that is a word is refused",
    check("tcp: {port: http}"),
    misread("checks", "cannot unmarshal !!str `http` into int"),
  ),
  refusedText(
    "a port in quotes is refused",
    check("tcp: {port: '80'}"),
    misread("checks", "cannot unmarshal !!str `80` into int"),
  ),
  refusedText(
    "a host that is a list is refused",
    check("tcp: {port: 80, host: [localhost]}"),
    misread("checks", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "an exec check that is a text is refused",
    check("exec: 'true'"),
    misread("checks", "cannot unmarshal !!str `true` into plan.ExecCheck"),
  ),
  refusedText(
    "an unknown field of an exec check is refused",
    check("exec: {command: 'true', comand: x}"),
    misread("checks", "field comand not found in type plan.ExecCheck"),
  ),
  refusedText(
    "an exec command that is a list is refused",
    check("exec: {command: [a, b]}"),
    misread("checks", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "an exec command with a quote that is not closed is refused",
    check("exec: {command: 'echo \"a'}"),
    'plan check "a" command invalid: EOF found when expecting closing quote',
  ),
  refusedText(
    "an exec command that ends with a backslash is refused",
    check("exec: {command: 'echo a\\'}"),
    'plan check "a" command invalid: EOF found after escape character',
  ),
  refusedText(
    "an exec environment that is a list is refused",
    check("exec: {command: 'true', environment: [A]}"),
    misread("checks", "cannot unmarshal !!seq into map[string]string"),
  ),
  refusedText(
    "an exec user id that is a word is refused",
    check("exec: {command: 'true', user-id: root}"),
    misread("checks", "cannot unmarshal !!str `root` into int"),
  ),
  refusedText(
    "an exec group id in quotes is refused",
    check("exec: {command: 'true', group-id: '0'}"),
    misread("checks", "cannot unmarshal !!str `0` into int"),
  ),
  refusedText(
    "an exec service context that is a list is refused",
    check("exec: {command: 'true', service-context: [a]}"),
    misread("checks", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "an exec working directory that is a map is refused",
    check("exec: {command: 'true', working-dir: {a: b}}"),
    misread("checks", "cannot unmarshal !!map into string"),
  ),
  refusedText(
    "a period without unit is refused",
    check("tcp: {port: 80}\nperiod: 10"),
    'cannot parse layer "base" section "checks": invalid duration "10"',
  ),
];
