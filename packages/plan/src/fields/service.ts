import type { Service, ServiceAction } from "../service.ts";
import { accountFields, environmentField } from "./account.ts";
import { type FieldSet, fieldSet } from "./field-set.ts";
import {
  choiceField,
  choiceMapField,
  durationField,
  factorField,
  overrideField,
  textField,
  textsField,
} from "./kinds.ts";

const type = "plan.ServiceAction";
const successActions: readonly ServiceAction[] = ["restart", "shutdown", "failure-shutdown", "ignore"];
const failureActions: readonly ServiceAction[] = ["restart", "shutdown", "success-shutdown", "ignore"];

const { userId, user, groupId, group } = accountFields("the service");

/**
 * The fields of a service.
 * @source pebble 1.32, layer-specification.md; order of printing seen: plan with all fields
 */
export const serviceFields: FieldSet<Service> = fieldSet<Service>({
  summary: textField({ key: "summary", help: "One line about the service." }),
  description: textField({ key: "description", help: "More about the service." }),
  startup: textField({
    key: "startup",
    type: "plan.ServiceStartup",
    words: ["enabled", "disabled"],
    help: "Whether the service starts with the supervisor and at replan. Any word but `enabled` means that it does not.",
    initial: "disabled",
  }),
  override: overrideField,
  command: textField({
    key: "command",
    help: "The program and its arguments, with quotes as in a shell, but no shell runs it. A last part in `[ ]` holds default arguments, which `run --args` replaces. Every service needs one once the layers are combined.",
  }),
  after: textsField({
    key: "after",
    help: "Services that start before this one, when they start together because of `requires`.",
  }),
  before: textsField({
    key: "before",
    help: "Services that start after this one, when they start together because of `requires`.",
  }),
  requires: textsField({
    key: "requires",
    help: "Services that are started when this one is. When one of them is stopped, this one is stopped too.",
  }),
  environment: environmentField(
    "Variables for the service, besides those of the supervisor. Values are taken as they are written: nothing is expanded.",
  ),
  userId,
  user,
  groupId,
  group,
  workingDir: textField({
    key: "working-dir",
    help: "The directory that the command runs in; without one, that of the supervisor.",
  }),
  workload: textField({
    key: "workload",
    help: "The workload whose user, group and environment the service has.",
  }),
  onSuccess: choiceField({
    key: "on-success",
    type,
    choices: successActions,
    rule: 3,
    help: "What to do when the service ends with exit code 0.",
    initial: "restart",
  }),
  onFailure: choiceField({
    key: "on-failure",
    type,
    choices: failureActions,
    rule: 4,
    help: "What to do when the service ends with another exit code or by a signal.",
    initial: "restart",
  }),
  onCheckFailure: choiceMapField({
    key: "on-check-failure",
    type,
    choices: failureActions,
    rule: 5,
    help: "What to do when a check goes down, by the name of the check. Nothing is done for others.",
  }),
  backoffDelayMs: durationField({
    key: "backoff-delay",
    help: "How long to wait before the first restart.",
    initial: "500ms",
  }),
  backoffFactor: factorField({
    key: "backoff-factor",
    least: 1,
    help: "How many times as long each further wait before a restart is.",
    initial: "2",
  }),
  backoffLimitMs: durationField({
    key: "backoff-limit",
    help: "The longest wait before a restart.",
    initial: "30s",
  }),
  killDelayMs: durationField({
    key: "kill-delay",
    help: "How long the service has to end after SIGTERM, before SIGKILL.",
    initial: "5s",
  }),
});
