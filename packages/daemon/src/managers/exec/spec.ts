import { type ExecRequest, parseDurationNs, quoted } from "@cobble/wire";
import { ApiError, messageOf } from "../../errors.ts";
import type { Programs } from "../../os/executable.ts";
import type { SpawnSpec } from "../../os/spawn-spec.ts";
import type { WindowSize } from "../../os/terminal.ts";
import type { Users } from "../../os/users.ts";
import type { Ownership } from "../../ownership.ts";

/** What a service lends to a command that runs in its context. */
export interface ExecContext extends Ownership {
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string;
}

/** What the checking of a request needs. */
export interface SpecDeps {
  readonly users: Users;
  readonly programs: Programs;
  /** The daemon's own environment, which commands inherit. */
  readonly environment: Readonly<Record<string, string>>;
  /** The daemon's own user. */
  readonly uid: number;
  /** The settings of a service; `undefined` when the plan has no such service. */
  serviceContext(name: string): ExecContext | undefined;
}

/** A request that has been checked and filled in. */
export interface ExecSpec extends SpawnSpec {
  readonly workingDir: string;
  /** Nanoseconds that it may run; `undefined` is for ever. */
  readonly timeoutNs: number | undefined;
  readonly splitErrors: boolean;
  /** The terminal that it is given; none when absent. */
  readonly terminal: ExecTerminal | undefined;
}

/** The terminal of a command. */
export interface ExecTerminal {
  readonly size: WindowSize;
  /** It is the input, too, and controls the command: Ctrl-C typed there is SIGINT. */
  readonly isInteractive: boolean;
}

/** @source pebble 1.32, seen: the PATH of a command when the daemon has none */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const noContext: ExecContext = { environment: {}, workingDir: "" };

const parseTimeout = (text: string): number | undefined => {
  try {
    const ns = parseDurationNs(text);
    return ns === 0 ? undefined : ns;
  } catch (error) {
    throw new ApiError(400, `invalid timeout: ${messageOf(error)}`);
  }
};

const resolveFile = (name: string, deps: SpecDeps): string => {
  const path = deps.environment["PATH"] ?? "";
  const isPath = name.includes("/");
  const file = isPath || (path !== "" && name !== "") ? deps.programs.find(name, { path }) : undefined;
  if (file === undefined || !deps.programs.isExecutable(file)) {
    throw new ApiError(400, `cannot find executable ${quoted(name)}`);
  }
  return file;
};

const orContext = (own: string | undefined, context: string | undefined): string | undefined =>
  own === undefined || own === "" ? context : own;

const resolveIds = (request: ExecRequest, context: ExecContext, deps: SpecDeps) => {
  const owner: Ownership = {
    userId: request["user-id"] ?? context.userId,
    user: orContext(request.user, context.user),
    groupId: request["group-id"] ?? context.groupId,
    group: orContext(request.group, context.group),
  };
  try {
    return deps.users.resolve(owner);
  } catch (error) {
    throw new ApiError(400, messageOf(error));
  }
};

/** The environment without what tells whose it is. */
const withoutAccount = (environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const { HOME: _home, USER: _user, ...rest } = environment;
  return rest;
};

/**
 * HOME and USER are those of the account unless the request or its context says otherwise; another user without an account
 * has none.
 */
const resolveEnvironment = (
  asked: Readonly<Record<string, string>>,
  options: { readonly uid: number | undefined; readonly deps: SpecDeps },
): Readonly<Record<string, string>> => {
  const { uid, deps } = options;
  const isOther = uid !== undefined && uid !== deps.uid;
  const account = deps.users.account({ uid: uid ?? deps.uid });
  const own = account === undefined ? {} : { HOME: account.home, USER: account.name };
  const inherited = deps.environment;
  return {
    LANG: "C.UTF-8",
    ...(isOther ? { ...withoutAccount(inherited), ...own } : { ...own, ...inherited }),
    PATH: inherited["PATH"] ?? defaultPath,
    ...asked,
  };
};

/** @source pebble 1.32, seen: `stty size` of a terminal whose size was not given, or given as 0 */
const defaultSize: WindowSize = { columns: 80, rows: 25 };

const resolveTerminal = (request: ExecRequest): ExecTerminal | undefined => {
  if (request.terminal !== true) return undefined;
  const { width = 0, height = 0, interactive = false } = request;
  const isGiven = width > 0 && height > 0;
  return { size: isGiven ? { columns: width, rows: height } : defaultSize, isInteractive: interactive };
};

const checkDirectory = (kind: "home" | "working", path: string, programs: Programs): void => {
  const fault = programs.directoryFault(path);
  if (fault === undefined) return;
  const name = `${kind} directory ${quoted(path)}`;
  if (fault.code === "ENOENT") throw new ApiError(500, `cannot call exec: ${name} does not exist`);
  if (fault.code === "ENOTDIR") throw new ApiError(500, `cannot call exec: ${name} not a directory`);
  throw new ApiError(500, `cannot call exec: cannot stat ${name}: stat ${path}: ${fault.text}`);
};

/**
 * Everything needed to run what a request asks for.
 * @throws {ApiError} 400 or 500, in the reference's words, when it asks for something that is not there or not possible
 * @source pebble 1.32, docs/specs/openapi.yaml, POST /v1/exec; the rules for HOME, USER, PATH and LANG seen by running `env`
 */
export const resolveSpec = (request: ExecRequest, deps: SpecDeps): ExecSpec => {
  const argv = request.command ?? [];
  const [name] = argv;
  if (name === undefined) throw new ApiError(400, "must specify command");
  // Of several faults, the one that is told is the reference's.
  const timeoutNs = parseTimeout(orContext(request.timeout, "0") ?? "0");
  const file = resolveFile(name, deps);
  const service = request["service-context"] ?? "";
  const context = service === "" ? noContext : deps.serviceContext(service);
  if (context === undefined) throw new ApiError(400, `context service ${quoted(service)} not found`);
  const ids = resolveIds(request, context, deps);
  if (request.interactive === true && request.terminal !== true) {
    throw new ApiError(500, "cannot call exec: cannot use interactive mode without a terminal");
  }
  const asked = { ...context.environment, ...request.environment };
  const environment = resolveEnvironment(asked, { uid: ids?.uid, deps });
  const given = orContext(request["working-dir"], context.workingDir) ?? "";
  const workingDir = given === "" ? (environment["HOME"] ?? "/") : given;
  checkDirectory(given === "" ? "home" : "working", workingDir, deps.programs);
  return {
    file,
    argv,
    environment,
    workingDir,
    ...deps.users.idsToSet(ids),
    timeoutNs,
    splitErrors: request["split-stderr"] === true,
    terminal: resolveTerminal(request),
  };
};
