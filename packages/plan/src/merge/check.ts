import type { Check, ExecCheck, HttpCheck, TcpCheck } from "../check.ts";
import { defined } from "../defined.ts";
import { joinMaps, pickText } from "./value.ts";

const mergeHttp = (base: HttpCheck, over: HttpCheck): HttpCheck => ({
  url: pickText(base.url, over.url),
  headers: joinMaps(base.headers, over.headers),
});

const mergeTcp = (base: TcpCheck, over: TcpCheck): TcpCheck => ({
  port: over.port === 0 ? base.port : over.port,
  host: pickText(base.host, over.host),
});

const mergeExec = (base: ExecCheck, over: ExecCheck): ExecCheck => ({
  ...base,
  command: pickText(base.command, over.command),
  serviceContext: pickText(base.serviceContext, over.serviceContext),
  environment: joinMaps(base.environment, over.environment),
  user: pickText(base.user, over.user),
  group: pickText(base.group, over.group),
  workingDir: pickText(base.workingDir, over.workingDir),
  ...defined({ userId: over.userId, groupId: over.groupId }),
});

/** The one that is there, or both merged. */
const mergeWay = <T>(
  base: T | undefined,
  over: T | undefined,
  merge: (base: T, over: T) => T,
): T | undefined => (base !== undefined && over !== undefined ? merge(base, over) : (over ?? base));

/**
 * Merges a check over one of the same name: what `over` sets wins. `override` stays that of the lower one. Two different
 * ways to check stay both, which no plan accepts.
 * @source pebble 1.32, use-layers.md; details seen: plan of two layers
 */
export const mergeCheck = (base: Check, over: Check): Check => ({
  ...base,
  level: pickText(base.level, over.level),
  startup: pickText(base.startup, over.startup),
  ...defined({
    periodMs: over.periodMs,
    timeoutMs: over.timeoutMs,
    threshold: over.threshold,
    http: mergeWay(base.http, over.http, mergeHttp),
    tcp: mergeWay(base.tcp, over.tcp, mergeTcp),
    exec: mergeWay(base.exec, over.exec, mergeExec),
  }),
});
