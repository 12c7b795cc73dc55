import { quoted } from "@cobble/wire";
import type { Check } from "../check.ts";
import type { Fault } from "../errors.ts";
import type { Layer } from "../layer.ts";
import type { LogTarget } from "../log-target.ts";
import { findLoops, loopMessage } from "../order/loop.ts";
import { type AccountMessage, accountFault } from "../parse/account.ts";
import type { Plan } from "../plan.ts";
import { createNearName, type NearName } from "./near-name.ts";
import { overrideComplaints } from "./override.ts";
import { type Complaint, faultsIn } from "./place.ts";

const checkCommands = ({ services }: Plan): readonly Complaint[] =>
  [...services.values()].flatMap(({ name, command }) =>
    command === ""
      ? [
          {
            message: `plan must define "command" for service ${quoted(name)}`,
            at: ["services", name],
            ofAbsence: true,
          },
        ]
      : [],
  );

/** What a check lacks, with the field it lacks. */
const missingOf = ({ http, tcp, exec }: Check): readonly (readonly [way: string, field: string])[] => [
  ...(http?.url === "" ? [["http", "url"] as const] : []),
  ...(tcp?.port === 0 ? [["tcp", "port"] as const] : []),
  ...(exec?.command === "" ? [["exec", "command"] as const] : []),
];

const checkContext = (
  check: Check,
  { services, near }: { readonly services: Plan["services"]; readonly near: NearName },
): readonly Complaint[] => {
  const context = check.exec?.serviceContext ?? "";
  if (context === "" || services.has(context)) return [];
  const what = `plan check ${quoted(check.name)} service context specifies non-existent service`;
  const at = ["checks", check.name, "exec", "service-context"];
  return [{ message: `${what} ${quoted(context)}`, at, advice: near(context) }];
};

const checkWays = ({ checks, services }: Plan): readonly Complaint[] => {
  const near = createNearName(services);
  return [...checks.values()].flatMap((check) => {
    const name = quoted(check.name);
    const complaints: Complaint[] = missingOf(check).map(([way, field]) => ({
      message: `plan must set "${field}" for ${way} check ${name}`,
      at: ["checks", check.name, way],
      ofKey: true,
      ofAbsence: true,
    }));
    complaints.push(...checkContext(check, { services, near }));
    if ([check.http, check.tcp, check.exec].filter((way) => way !== undefined).length !== 1) {
      const message = `plan must specify one of "http", "tcp", or "exec" for check ${name}`;
      complaints.push({ message, at: ["checks", check.name], ofAbsence: true });
    }
    return complaints;
  });
};

const checkTargetServices = (
  target: LogTarget,
  { services, near }: { readonly services: Plan["services"]; readonly near: NearName },
): readonly Complaint[] =>
  target.services.flatMap((word) => {
    const service = word.replace(/^-/, "");
    if (service === "all" || services.has(service)) return [];
    const name = quoted(target.name);
    const message = `log target ${name} specifies unknown service ${quoted(service)}`;
    const at = ["log-targets", target.name, "services", { item: word }];
    return [{ message, at, advice: near(service) }];
  });

const checkLogTargets = ({ logTargets, services }: Plan): readonly Complaint[] => {
  const near = createNearName(services);
  return [...logTargets.values()].flatMap((target) => {
    const name = quoted(target.name);
    const complaints: Complaint[] = [];
    if (target.type === "") {
      const message = `plan must define "type" ("loki", "opentelemetry" or "syslog") for log target ${name}`;
      complaints.push({ message, at: ["log-targets", target.name, "type"], ofAbsence: true });
    }
    complaints.push(...checkTargetServices(target, { services, near }));
    if (target.location === "") {
      const message = `plan must define "location" for log target ${name}`;
      complaints.push({ message, at: ["log-targets", target.name, "location"], ofAbsence: true });
    }
    return complaints;
  });
};

const checkRequirements = ({ services }: Plan): readonly Complaint[] => {
  const near = createNearName(services);
  return [...services.values()].flatMap(({ name, requires }) =>
    [...new Set(requires)]
      .filter((required) => !services.has(required))
      .map((required) => ({
        message: `service ${quoted(required)} does not exist`,
        at: ["services", name, "requires", { item: required }],
        advice: near(required),
      })),
  );
};

const checkLoops = ({ services }: Plan): readonly Complaint[] =>
  findLoops(services).map((names) => ({
    message: loopMessage(names),
    at: ["services", names[0] ?? ""],
  }));

const checkWorkloads = ({ services, workloads }: Plan): readonly Complaint[] => {
  const near = createNearName(workloads);
  return [...services.values()].flatMap(({ name, workload }) => {
    if (workload === "" || workloads.has(workload)) return [];
    const message = `workload ${quoted(workload)}: not defined for service ${quoted(name)}`;
    const at = ["services", name, "workload"];
    return [{ message, at, advice: near(workload) }];
  });
};

/** Layers may set a user in parts, so only the plan can tell whether it exists. */
const checkAccounts = ({ workloads }: Plan, lookUp?: AccountMessage): readonly Complaint[] =>
  [...workloads.values()].flatMap((workload) => {
    const { name, user, userId } = workload;
    const fault = accountFault(workload, lookUp);
    const key = user !== "" ? "user" : userId === undefined ? "group" : "user-id";
    return fault === undefined
      ? []
      : [{ message: `workload ${quoted(name)}: ${fault}`, at: ["workloads", name, key] }];
  });

/** In the order that the reference checks in, so that the first fault is one that it could report. */
const rules: readonly ((plan: Plan) => readonly Complaint[])[] = [
  checkCommands,
  checkWays,
  checkLogTargets,
  checkRequirements,
  checkLoops,
  checkWorkloads,
];

/** What is wrong with a plan whose layers are each in order. */
export const planComplaints = (plan: Plan, lookUp?: AccountMessage): readonly Complaint[] => [
  ...rules.flatMap((rule) => rule(plan)),
  ...checkAccounts(plan, lookUp),
];

/** Everything that is wrong with a plan made of `layers`. */
export const planFaults = (
  plan: Plan,
  layers: readonly Layer[],
  lookUp?: AccountMessage,
): readonly Fault[] => [
  ...layers.flatMap((layer) => faultsIn([layer], overrideComplaints(layer))),
  ...faultsIn(layers, planComplaints(plan, lookUp)),
];
