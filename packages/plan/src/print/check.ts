import { formatDurationMs } from "@cobble/wire";
import type { Check, ExecCheck, HttpCheck, TcpCheck } from "../check.ts";
import { type FieldValues, record, text, textMap, type Value, word } from "./value.ts";

const httpValue = (http: HttpCheck): Value =>
  record([
    ["url", text(http.url)],
    ["headers", textMap(http.headers)],
  ]);

const tcpValue = (tcp: TcpCheck): Value =>
  record([
    ["port", tcp.port === 0 ? undefined : word(String(tcp.port))],
    ["host", text(tcp.host)],
  ]);

const execValue = (exec: ExecCheck): Value =>
  record([
    ["command", text(exec.command)],
    ["service-context", text(exec.serviceContext)],
    ["environment", textMap(exec.environment)],
    ["user-id", word(exec.userId?.toString())],
    ["user", text(exec.user)],
    ["group-id", word(exec.groupId?.toString())],
    ["group", text(exec.group)],
    ["working-dir", text(exec.workingDir)],
  ]);

/**
 * The fields of a check as the plan prints them, in its order.
 * @source pebble 1.32, seen: plan with all fields
 */
export const checkFields = (check: Check): FieldValues => [
  ["override", text(check.override)],
  ["level", text(check.level)],
  ["startup", text(check.startup)],
  ["period", check.periodMs === undefined ? undefined : word(formatDurationMs(check.periodMs))],
  ["timeout", check.timeoutMs === undefined ? undefined : word(formatDurationMs(check.timeoutMs))],
  ["threshold", word(check.threshold?.toString())],
  ["http", check.http && httpValue(check.http)],
  ["tcp", check.tcp && tcpValue(check.tcp)],
  ["exec", check.exec && execValue(check.exec)],
];
