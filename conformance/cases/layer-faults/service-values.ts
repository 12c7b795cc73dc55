import type { ConformanceCase } from "../../case.ts";
import { misread, refusedText, service } from "./fault.ts";

/** Fields of services with values that they may not have. */
export const serviceValueFaults: readonly ConformanceCase[] = [
  refusedText(
    "a command that is a list is refused",
    "services:\n  a:\n    override: replace\n    command: [sleep, '1']\n",
    misread("services", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "a command that is a map is refused",
    "services:\n  a:\n    override: replace\n    command: {sleep: 1}\n",
    misread("services", "cannot unmarshal !!map into string"),
  ),
  refusedText(
    "a command with a quote that is not closed is refused",
    "services:\n  a: {override: replace, command: 'echo \"a'}\n",
    'plan service "a" command invalid: cannot parse service "a" command: EOF found when expecting closing quote',
  ),
  refusedText(
    "a command with a single quote that is not closed is refused",
    'services:\n  a: {override: replace, command: "echo \'a"}\n',
    'plan service "a" command invalid: cannot parse service "a" command: EOF found when expecting closing quote',
  ),
  refusedText(
    "a command that ends with a backslash is refused",
    "services:\n  a: {override: replace, command: 'echo a\\'}\n",
    'plan service "a" command invalid: cannot parse service "a" command: EOF found after escape character',
  ),
  refusedText(
    "a command that begins with default arguments is refused",
    "services:\n  a: {override: replace, command: '[ sleep ] 1'}\n",
    'plan service "a" command invalid: cannot parse service "a" command: cannot start command with [ ... ] group',
  ),
  refusedText(
    "a command with arguments behind the default ones is refused",
    "services:\n  a: {override: replace, command: 'sleep [ 1 ] 2'}\n",
    'plan service "a" command invalid: cannot parse service "a" command: cannot have any arguments after [ ... ] group',
  ),
  refusedText(
    "a command with default arguments in default arguments is refused",
    "services:\n  a: {override: replace, command: 'sleep [ 1 [ 2 ] ]'}\n",
    'plan service "a" command invalid: cannot parse service "a" command: cannot nest [ ... ] groups',
  ),
  refusedText(
    "a command with a closing bracket alone is refused",
    "services:\n  a: {override: replace, command: 'sleep 1 ]'}\n",
    'plan service "a" command invalid: cannot parse service "a" command: cannot have ] outside of [ ... ] group',
  ),
  refusedText(
    "a user id of more than 63 bits is refused",
    service("user-id: 9223372036854775808"),
    misread("services", "cannot unmarshal !!int `9223372...` into int"),
  ),
  refusedText(
    "a user id that is a date is refused",
    service("user-id: 2020-01-01"),
    misread("services", "cannot unmarshal !!timestamp `2020-01-01` into int"),
  ),
  refusedText(
    "on-success that is a list is refused",
    service("on-success: [restart]"),
    misread("services", "cannot unmarshal !!seq into plan.ServiceAction"),
  ),
  refusedText(
    "an unknown on-success action is refused",
    service("on-success: reboot"),
    'plan service "a" on-success action "reboot" invalid',
  ),
  refusedText(
    "on-success: success-shutdown is refused",
    service("on-success: success-shutdown"),
    'plan service "a" on-success action "success-shutdown" invalid',
  ),
  refusedText(
    "an on-success action with a capital is refused",
    service("on-success: Restart"),
    'plan service "a" on-success action "Restart" invalid',
  ),
  refusedText(
    "an unknown on-failure action is refused",
    service("on-failure: retry"),
    'plan service "a" on-failure action "retry" invalid',
  ),
  refusedText(
    "on-failure: failure-shutdown is refused",
    service("on-failure: failure-shutdown"),
    'plan service "a" on-failure action "failure-shutdown" invalid',
  ),
  refusedText(
    "on-failure that is a map is refused",
    service("on-failure: {restart: true}"),
    misread("services", "cannot unmarshal !!map into plan.ServiceAction"),
  ),
  refusedText(
    "on-check-failure that is a text is refused",
    service("on-check-failure: restart"),
    misread("services", "cannot unmarshal !!str `restart` into map[string]plan.ServiceAction"),
  ),
  refusedText(
    "on-check-failure that is a list is refused",
    service("on-check-failure: [restart]"),
    misread("services", "cannot unmarshal !!seq into map[string]plan.ServiceAction"),
  ),
  refusedText(
    "an unknown on-check-failure action is refused",
    service("on-check-failure: {up: stop}"),
    'plan service "a" on-check-failure action "stop" invalid',
  ),
  refusedText(
    "on-check-failure: failure-shutdown is refused",
    service("on-check-failure: {up: failure-shutdown}"),
    'plan service "a" on-check-failure action "failure-shutdown" invalid',
  ),
  refusedText(
    "an on-check-failure action that is a list is refused",
    service("on-check-failure: {up: [restart]}"),
    misread("services", "cannot unmarshal !!seq into plan.ServiceAction"),
  ),
  refusedText(
    "a backoff delay without unit is refused",
    service("backoff-delay: 5"),
    'cannot parse layer "base" section "services": invalid duration "5"',
  ),
  refusedText(
    "a backoff delay that is a word is refused",
    service("backoff-delay: soon"),
    'cannot parse layer "base" section "services": invalid duration "soon"',
  ),
  refusedText(
    "a backoff delay that is empty is refused",
    service("backoff-delay: ''"),
    'cannot parse layer "base" section "services": invalid duration ""',
  ),
  refusedText(
    "a backoff delay that is a list is refused",
    service("backoff-delay: [1s]"),
    'cannot parse layer "base" section "services": duration must be a YAML string',
  ),
  refusedText(
    "a backoff delay with an unknown unit is refused",
    service("backoff-delay: 1d"),
    'cannot parse layer "base" section "services": invalid duration "1d"',
  ),
  refusedText(
    "a backoff delay with a space is refused",
    service("backoff-delay: 1 s"),
    'cannot parse layer "base" section "services": invalid duration "1 s"',
  ),
  refusedText(
    "a backoff delay with a capital unit is refused",
    service("backoff-delay: 1S"),
    'cannot parse layer "base" section "services": invalid duration "1S"',
  ),
  refusedText(
    "a backoff delay of two signs is refused",
    service("backoff-delay: --1s"),
    'cannot parse layer "base" section "services": invalid duration "--1s"',
  ),
  refusedText(
    "a backoff delay that is only a point is refused",
    service("backoff-delay: .s"),
    'cannot parse layer "base" section "services": invalid duration ".s"',
  ),
  refusedText(
    "a backoff delay with an exponent is refused",
    service("backoff-delay: 1e3s"),
    'cannot parse layer "base" section "services": invalid duration "1e3s"',
  ),
  refusedText(
    "a backoff delay of more than 292 years is refused",
    service("backoff-delay: 2562048h"),
    'cannot parse layer "base" section "services": invalid duration "2562048h"',
  ),
  refusedText(
    "a backoff factor below one is refused",
    service("backoff-factor: 0.5"),
    'plan service "a" backoff-factor must be 1.0 or greater, not 0.5',
  ),
  refusedText(
    "a negative backoff factor is refused",
    service("backoff-factor: -2"),
    'plan service "a" backoff-factor must be 1.0 or greater, not -2',
  ),
  refusedText(
    "a backoff factor of zero is refused",
    service("backoff-factor: 0"),
    'plan service "a" backoff-factor must be 1.0 or greater, not 0',
  ),
  refusedText(
    "a backoff factor that is a word is refused",
    service("backoff-factor: twice"),
    'cannot parse layer "base" section "services": invalid floating-point number "twice"',
  ),
  refusedText(
    "a backoff factor that is a list is refused",
    service("backoff-factor: [2]"),
    'cannot parse layer "base" section "services": value must be a YAML number',
  ),
  refusedText(
    "a backoff factor that is empty is refused",
    service("backoff-factor: ''"),
    'cannot parse layer "base" section "services": invalid floating-point number ""',
  ),
  refusedText(
    "a backoff factor of minus infinity is refused",
    service("backoff-factor: -inf"),
    'plan service "a" backoff-factor must be 1.0 or greater, not -Inf',
  ),
  refusedText(
    "a backoff factor just below one is refused",
    service("backoff-factor: 0.9999999999"),
    'plan service "a" backoff-factor must be 1.0 or greater, not 0.9999999999',
  ),
  refusedText(
    "a backoff limit without unit is refused",
    service("backoff-limit: 30"),
    'cannot parse layer "base" section "services": invalid duration "30"',
  ),
  refusedText(
    "a kill delay without unit is refused",
    service("kill-delay: 1.5"),
    'cannot parse layer "base" section "services": invalid duration "1.5"',
  ),
  refusedText(
    "a kill delay that is a map is refused",
    service("kill-delay: {s: 5}"),
    'cannot parse layer "base" section "services": duration must be a YAML string',
  ),
  refusedText(
    "a kill delay with a comma is refused",
    service("kill-delay: 1,5s"),
    'cannot parse layer "base" section "services": invalid duration "1,5s"',
  ),
];
