import { type Plan, parseServiceCommand, type Service } from "@cobble/plan";
import { notOnPath, TaskError } from "../../errors.ts";
import type { Programs } from "../../os/executable.ts";
import type { SpawnSpec } from "../../os/spawn-spec.ts";
import type { Ids, Users } from "../../os/users.ts";
import { namesSomebody, type Ownership } from "../../ownership.ts";

/** The settings that a service, or a command or check in its context, runs with. */
export interface ServiceContext extends Ownership {
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string;
}

/** What the plan says a service runs with; its workload's settings stand below its own. */
export const serviceContext = (plan: Plan, name: string): ServiceContext | undefined => {
  const service = plan.services.get(name);
  if (service === undefined) return undefined;
  const workload = plan.workloads.get(service.workload);
  const own = pickOwner(service);
  return {
    ...(namesSomebody(own) || workload === undefined ? own : pickOwner(workload)),
    environment: {
      ...Object.fromEntries(workload?.environment ?? []),
      ...Object.fromEntries(service.environment),
    },
    workingDir: service.workingDir,
  };
};

/**
 * What a command or check in the context of a service has from it.
 * @source pebble 1.32, seen: `exec --context`, and checks with `service-context`, of a service with a workload have nothing
 *   of the workload
 */
export const commandContext = (plan: Plan, name: string): ServiceContext | undefined => {
  const service = plan.services.get(name);
  if (service === undefined) return undefined;
  return {
    ...pickOwner(service),
    environment: Object.fromEntries(service.environment),
    workingDir: service.workingDir,
  };
};

const pickOwner = ({ userId, user, groupId, group }: Ownership): Ownership => ({
  userId,
  user,
  groupId,
  group,
});

/** What is needed to start a service. */
export interface LaunchDeps {
  readonly users: Users;
  readonly programs: Programs;
  /** The daemon's own environment, which services inherit. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A service that is about to be started: its user is known, its program has not been looked for. */
export interface Launching {
  readonly service: Service;
  readonly context: ServiceContext;
  readonly ids: Ids | undefined;
}

/**
 * Finds out who a service runs as, as the plan has it now.
 * @throws {TaskError} when the plan does not have it
 * @throws {OwnerError} when its user or group is not there
 */
export const prepareLaunch = (plan: Plan, name: string, users: Users): Launching => {
  const service = plan.services.get(name);
  const context = serviceContext(plan, name);
  if (service === undefined || context === undefined) {
    throw new TaskError(`service "${name}" is not in the plan`);
  }
  return { service, context, ids: users.resolve(context) };
};

/**
 * Everything needed to spawn a service.
 * @throws {TaskError} when its program is not there
 */
export const launchSpec = ({ service, context, ids }: Launching, deps: LaunchDeps): SpawnSpec => {
  const { base, defaults } = parseServiceCommand(service.command);
  const argv = [...base, ...defaults];
  const name = argv[0] ?? "";
  const path = deps.environment["PATH"] ?? "";
  const workingDir = context.workingDir === "" ? undefined : context.workingDir;
  const file = deps.programs.find(name, { path, ...(workingDir === undefined ? {} : { workingDir }) });
  if (file === undefined) throw notOnPath(name);
  return {
    service: service.name,
    file,
    argv,
    environment: { ...deps.environment, ...accountEnvironment(ids, deps.users), ...context.environment },
    workingDir,
    ...deps.users.idsToSet(ids),
  };
};

/**
 * The HOME and USER that come with a user; none when the layer names nobody.
 * @source pebble 1.32, docs/reference/layer-specification.md; seen by running `env` as a service
 */
const accountEnvironment = (ids: Ids | undefined, users: Users): Readonly<Record<string, string>> => {
  const account = ids?.uid === undefined ? undefined : users.account({ uid: ids.uid });
  return account === undefined ? {} : { HOME: account.home, USER: account.name };
};
