import type { ConformanceCase } from "../../case.ts";
import { check, refusedPlan, refusedText } from "./fault.ts";

/** Checks that do not say how to check, or as whom. */
export const checkWayFaults: readonly ConformanceCase[] = [
  refusedText(
    "an exec user that does not exist is refused",
    check("exec: {command: 'true', user: nosuchuser}"),
    'plan check "a" has invalid user/group: user: unknown user nosuchuser',
  ),
  refusedText(
    "an exec group that does not exist is refused",
    check("exec: {command: 'true', user: root, group: nosuchgroup}"),
    'plan check "a" has invalid user/group: group: unknown group nosuchgroup',
  ),
  refusedText(
    "an exec group without user is refused",
    check("exec: {command: 'true', group: root}"),
    'plan check "a" has invalid user/group: must specify user, not just group',
  ),
  refusedText(
    "an exec group id without user is refused",
    check("exec: {command: 'true', group-id: 0}"),
    'plan check "a" has invalid user/group: must specify user, not just group',
  ),
  refusedText(
    "an exec user id that is not the user's is refused",
    check("exec: {command: 'true', user: root, user-id: 5}"),
    'plan check "a" has invalid user/group: user "root" UID (0) does not match user-id (5)',
  ),
  refusedText(
    "an exec group id that is not the group's is refused",
    check("exec: {command: 'true', user: root, group: root, group-id: 5}"),
    'plan check "a" has invalid user/group: group "root" GID (0) does not match group-id (5)',
  ),
  refusedText(
    "an exec user id that nobody has, without group, is refused",
    check("exec: {command: 'true', user-id: 54321}"),
    'plan check "a" has invalid user/group: user: unknown userid 54321',
  ),
  refusedText(
    "an exec user that does not exist with an id is refused",
    check("exec: {command: 'true', user: nosuchuser, user-id: 5}"),
    'plan check "a" has invalid user/group: user: unknown user nosuchuser',
  ),
  refusedPlan(
    "a check without a way to check is refused",
    check("level: alive"),
    'plan must specify one of "http", "tcp", or "exec" for check "a"',
  ),
  refusedPlan(
    "a check with two ways to check is refused",
    check("tcp: {port: 80}\nhttp: {url: 'http://localhost/'}"),
    'plan must specify one of "http", "tcp", or "exec" for check "a"',
  ),
  refusedPlan(
    "a check with three ways to check is refused",
    check("tcp: {port: 80}\nhttp: {url: 'http://localhost/'}\nexec: {command: 'true'}"),
    'plan must specify one of "http", "tcp", or "exec" for check "a"',
  ),
  refusedPlan(
    "an http check without url is refused",
    check("http: {}"),
    'plan must set "url" for http check "a"',
  ),
  refusedPlan(
    "an http check with headers only is refused",
    check("http: {headers: {A: b}}"),
    'plan must set "url" for http check "a"',
  ),
  refusedPlan(
    "a tcp check without port is refused",
    check("tcp: {}"),
    'plan must set "port" for tcp check "a"',
  ),
  refusedPlan(
    "a tcp check with port zero is refused",
    check("tcp: {port: 0}"),
    'plan must set "port" for tcp check "a"',
  ),
  refusedPlan(
    "an exec check without command is refused",
    check("exec: {}"),
    'plan must set "command" for exec check "a"',
  ),
  refusedPlan(
    "an http check that is null is refused",
    check("http:"),
    'plan must specify one of "http", "tcp", or "exec" for check "a"',
  ),
  refusedPlan(
    "a service context that is no service is refused",
    check("exec: {command: 'true', service-context: web}"),
    'plan check "a" service context specifies non-existent service "web"',
  ),
  refusedPlan(
    "a check without override is refused",
    "checks:\n  a: {tcp: {port: 80}}\n",
    'layer "base" must define "override" for check "a"',
  ),
  refusedPlan(
    "a check with an unknown override is refused",
    "checks:\n  a: {override: append, tcp: {port: 80}}\n",
    'layer "base" has invalid "override" value for check "a"',
  ),
];
