import { type Plan, parseServiceCommand, type Service } from "@cobble/plan";
import { messageOf } from "../../../errors.ts";
import { type LaunchDeps, serviceContext } from "../launch.ts";
import type { MissingFact } from "./facts.ts";

const programMissing = (service: Service, workingDir: string, deps: LaunchDeps): MissingFact | undefined => {
  const { base, defaults } = parseServiceCommand(service.command);
  const name = [...base, ...defaults][0] ?? "";
  const path = deps.environment["PATH"] ?? "";
  const file = deps.programs.find(name, { path, ...(workingDir === "" ? {} : { workingDir }) });
  if (file === undefined) {
    return { what: "program", text: `${JSON.stringify(name)} is not on the supervisor's PATH (${path})` };
  }
  const fault = deps.programs.fault(file);
  return fault && { what: fault.kind, text: fault.text };
};

const userMissing = (plan: Plan, service: Service, deps: LaunchDeps): MissingFact | undefined => {
  try {
    deps.users.resolve(serviceContext(plan, service.name) ?? {});
    return undefined;
  } catch (error) {
    return { what: "user", text: messageOf(error) };
  }
};

/** What a service cannot be started without, and that is not there now: its program, its directory, its user. */
export const findMissing = (plan: Plan, service: Service, deps: LaunchDeps): readonly MissingFact[] => {
  const { workingDir } = service;
  const fault = workingDir === "" ? undefined : deps.programs.directoryFault(workingDir);
  const text = `working-dir ${JSON.stringify(workingDir)}: ${fault?.text}`;
  const directory: readonly MissingFact[] = fault === undefined ? [] : [{ what: "directory", text }];
  const found = [programMissing(service, workingDir, deps), userMissing(plan, service, deps)];
  return [...directory, ...found.filter((fact) => fact !== undefined)];
};
