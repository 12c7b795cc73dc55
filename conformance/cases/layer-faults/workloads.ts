import type { ConformanceCase } from "../../case.ts";
import { misread, refusedPlan, refusedText, workload } from "./fault.ts";

/** The section `workloads`. */
export const workloadFaults: readonly ConformanceCase[] = [
  refusedText(
    "a workload that is null is refused",
    "workloads:\n  a:\n",
    'workload "a": cannot have a null value',
  ),
  refusedText(
    "a workload that is a text is refused",
    "workloads:\n  a: root\n",
    misread("workloads", "cannot unmarshal !!str `root` into workloads.Workload"),
  ),
  refusedText(
    "a workload with an empty name is refused",
    "workloads:\n  '': {override: replace, user: root}\n",
    'workload "": cannot have an empty name',
  ),
  refusedText(
    "a workload that comes twice is refused",
    "workloads:\n  a: {override: replace}\n  a: {override: replace}\n",
    misread("workloads", 'mapping key "a" already defined at line {n}'),
  ),
  refusedText(
    "an unknown field of a workload is refused",
    workload("command: x"),
    misread("workloads", "field command not found in type workloads.Workload"),
  ),
  refusedPlan(
    "a workload without override is refused",
    "workloads:\n  a: {user: root}\n",
    'workload "a": must define an "override" policy',
  ),
  refusedPlan(
    "a workload with an unknown override is refused",
    "workloads:\n  a: {override: append, user: root}\n",
    'workload "a": has an invalid "override" policy: "append"',
  ),
  refusedPlan(
    "a workload's user that does not exist is refused",
    workload("user: nosuchuser"),
    'workload "a": user: unknown user nosuchuser',
  ),
  refusedPlan(
    "a workload's group that does not exist is refused",
    workload("group: nosuchgroup"),
    'workload "a": group: unknown group nosuchgroup',
  ),
  refusedPlan(
    "a workload's user id that is not the user's is refused",
    workload("user: root\nuser-id: 5"),
    'workload "a": user "root" UID (0) does not match user-id (5)',
  ),
  refusedPlan(
    "a workload's group id that is not the group's is refused",
    workload("user: root\ngroup: root\ngroup-id: 5"),
    'workload "a": group "root" GID (0) does not match group-id (5)',
  ),
  refusedText(
    "a workload's user id that is a word is refused",
    workload("user-id: root"),
    misread("workloads", "cannot unmarshal !!str `root` into int"),
  ),
  refusedPlan(
    "a workload's group without user is refused",
    workload("group: root"),
    'workload "a": must specify user, not just group',
  ),
  refusedPlan(
    "a workload's user id that nobody has is refused",
    workload("user-id: 54321"),
    'workload "a": user: unknown userid 54321',
  ),
  refusedText(
    "a workload's environment that is a list is refused",
    workload("environment: [A]"),
    misread("workloads", "cannot unmarshal !!seq into map[string]string"),
  ),
  refusedText(
    "workloads as a list are refused",
    "workloads: [a]\n",
    misread("workloads", "cannot unmarshal !!seq into workloads.WorkloadsSection"),
  ),
  refusedText(
    "an empty workloads section is refused",
    "workloads:\n",
    'cannot parse the "workloads" section: EOF',
  ),
];
