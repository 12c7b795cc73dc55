import { type Plan, parseServiceCommand, type Service } from "@cobble/plan";
import { notOnPath, TaskError } from "../../errors.ts";
import type { Programs } from "../../os/executable.ts";
import type { SpawnSpec } from "../../os/spawn.ts";
import type { Ownership, Users } from "../../os/users.ts";

/** The settings that a service, or a command in its context, runs with. */
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
    ...(isOwner(own) || workload === undefined ? own : pickOwner(workload)),
    environment: {
      ...Object.fromEntries(workload?.environment ?? []),
      ...Object.fromEntries(service.environment),
    },
    workingDir: service.workingDir,
  };
};

const pickOwner = ({ userId, user, groupId, group }: Ownership): Ownership => ({
  userId,
  user,
  groupId,
  group,
});

const isOwner = ({ userId, user, groupId, group }: Ownership): boolean =>
  userId !== undefined || groupId !== undefined || (user ?? "") !== "" || (group ?? "") !== "";

/** What is needed to start a service. */
export interface LaunchDeps {
  readonly users: Users;
  readonly programs: Programs;
  /** The daemon's own environment, which services inherit. */
  readonly environment: Readonly<Record<string, string>>;
  /** The daemon's own user: asking for it is asking for nothing. */
  readonly uid: number;
}

/**
 * Everything needed to spawn a service as the plan has it now.
 * @throws {TaskError} when its program or its user is not there
 */
export const launchSpec = (plan: Plan, service: Service, deps: LaunchDeps): SpawnSpec => {
  const context = serviceContext(plan, service.name);
  if (context === undefined) throw new TaskError(`service "${service.name}" is not in the plan`);
  const { base, defaults } = parseServiceCommand(service.command);
  const argv = [...base, ...defaults];
  const name = argv[0] ?? "";
  const path = deps.environment["PATH"] ?? "";
  const workingDir = context.workingDir === "" ? undefined : context.workingDir;
  const file = deps.programs.find(name, { path, ...(workingDir === undefined ? {} : { workingDir }) });
  if (file === undefined) throw notOnPath(name);
  const identity = resolveIdentity(context, deps);
  return {
    file,
    argv,
    environment: { ...deps.environment, ...identity.environment, ...context.environment },
    workingDir,
    uid: identity.uid,
    gid: identity.gid,
  };
};

/**
 * Who a program runs as, and the HOME and USER that come with it.
 * @source pebble 1.32, docs/reference/layer-specification.md; HOME and USER seen by running `env` as a service
 */
export const resolveIdentity = (
  owner: Ownership,
  deps: Pick<LaunchDeps, "users" | "uid">,
): {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
} => {
  const ids = deps.users.resolve(owner);
  if (ids?.uid === undefined) return { uid: undefined, gid: undefined, environment: {} };
  const account = deps.users.account({ uid: ids.uid });
  const environment = account === undefined ? {} : { HOME: account.home, USER: account.name };
  // A daemon that is not root may not set ids at all, not even to its own.
  if (ids.uid === deps.uid && deps.uid !== 0) return { uid: undefined, gid: undefined, environment };
  return { uid: ids.uid, gid: ids.gid, environment };
};
