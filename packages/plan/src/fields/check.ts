import type { Check, ExecCheck, HttpCheck, TcpCheck } from "../check.ts";
import { accountFields, environmentField } from "./account.ts";
import { type FieldSet, fieldSet } from "./field-set.ts";
import { groupField } from "./group.ts";
import {
  choiceField,
  countField,
  durationField,
  overrideField,
  portField,
  textField,
  textMapField,
} from "./kinds.ts";

const httpFields: FieldSet<HttpCheck> = fieldSet<HttpCheck>({
  url: textField({ key: "url", help: "The address to GET, `http://` or `https://`." }),
  headers: textMapField({ key: "headers", help: "Headers to send." }),
});

const tcpFields: FieldSet<TcpCheck> = fieldSet<TcpCheck>({
  port: portField({ key: "port", help: "The port to connect to, 1 to 65535." }),
  host: textField({ key: "host", help: "The host to connect to.", initial: "localhost" }),
});

const { userId, user, groupId, group } = accountFields("the command");

const execFields: FieldSet<ExecCheck> = fieldSet<ExecCheck>({
  command: textField({
    key: "command",
    help: "The program and its arguments, with quotes as in a shell, but no shell runs it.",
  }),
  serviceContext: textField({
    key: "service-context",
    help: "The service whose environment, user, group and directory the command has, where it sets none itself.",
  }),
  environment: environmentField("Variables for the command."),
  userId,
  user,
  groupId,
  group,
  workingDir: textField({ key: "working-dir", help: "The directory that the command runs in." }),
});

/**
 * The fields of a check.
 * @source pebble 1.32, layer-specification.md; order of printing seen: plan with all fields
 */
export const checkFields: FieldSet<Check> = fieldSet<Check>({
  override: overrideField,
  level: choiceField({
    key: "level",
    type: "plan.CheckLevel",
    choices: ["alive", "ready"],
    rule: 2,
    help: "For which question about health the check counts: `alive` counts for `ready` too. Without a level it counts only when none is asked for.",
  }),
  startup: choiceField({
    key: "startup",
    type: "plan.CheckStartup",
    choices: ["enabled", "disabled"],
    rule: 3,
    help: "Whether the check starts by itself.",
    initial: "enabled",
  }),
  periodMs: durationField({
    key: "period",
    sign: "positive",
    help: "How often the check runs; the first time one period after it was started.",
    initial: "10s",
  }),
  timeoutMs: durationField({
    key: "timeout",
    sign: "not-zero",
    help: "How long one run may take. Never more than the period.",
    initial: "3s",
  }),
  threshold: countField({
    key: "threshold",
    help: "After how many failures in a row the check is down.",
    initial: "3",
  }),
  http: groupField<HttpCheck>({
    key: "http",
    type: "plan.HTTPCheck",
    fields: httpFields,
    empty: () => ({ url: "", headers: new Map() }),
    help: "GET an address: healthy when the status is 2xx. A check has one of `http`, `tcp` and `exec`.",
  }),
  tcp: groupField<TcpCheck>({
    key: "tcp",
    type: "plan.TCPCheck",
    fields: tcpFields,
    empty: () => ({ port: 0, host: "" }),
    help: "Connect to a port: healthy when that works. A check has one of `http`, `tcp` and `exec`.",
  }),
  exec: groupField<ExecCheck>({
    key: "exec",
    type: "plan.ExecCheck",
    fields: execFields,
    empty: () => ({
      command: "",
      serviceContext: "",
      environment: new Map(),
      user: "",
      group: "",
      workingDir: "",
    }),
    help: "Run a command: healthy when its exit code is 0. A check has one of `http`, `tcp` and `exec`.",
  }),
});
