import type { Layer } from "@cobble/plan";
import type { Explanation, SystemInfo } from "@cobble/wire";
import { createAudit } from "./api/audit.ts";
import { createGate } from "./api/gate.ts";
import { tellWarnings } from "./api/latest-warning.ts";
import { createRouter, type Router } from "./api/router.ts";
import { type Backend, createRoutes } from "./api/routes.ts";
import { createTaskUpgrade } from "./api/tasks.ts";
import type { Clock, Logger } from "./deps.ts";
import { changeEvent } from "./engine/change.ts";
import { Engine } from "./engine/engine.ts";
import { createCheckManager } from "./managers/checks/manager.ts";
import type { CheckRunner } from "./managers/checks/runner.ts";
import { createEventManager } from "./managers/events/manager.ts";
import { createExecManager } from "./managers/exec/manager.ts";
import { createIdentityManager, type IdentityManager } from "./managers/identities/manager.ts";
import { isPairedName } from "./managers/identities/paired.ts";
import type { Secrets } from "./managers/identities/secrets.ts";
import { createDelivery } from "./managers/log-targets/create-delivery.ts";
import { createLogTargetManager } from "./managers/log-targets/manager.ts";
import type { LogSenders } from "./managers/log-targets/senders.ts";
import { createLogManager } from "./managers/logs/manager.ts";
import type { LogReader } from "./managers/logs/service-log.ts";
import { createNoticeManager } from "./managers/notices/manager.ts";
import { createPairingManager } from "./managers/pairing/manager.ts";
import { applyArgs } from "./managers/plan/args.ts";
import { createPlanManager } from "./managers/plan/manager.ts";
import { commandContext } from "./managers/services/launch.ts";
import { ServiceManager } from "./managers/services/manager.ts";
import type { SpawnExec } from "./os/exec-process.ts";
import type { Programs } from "./os/executable.ts";
import type { Files } from "./os/files.ts";
import type { HttpHandlers } from "./os/http-server.ts";
import type { ProcessUsage } from "./os/process-usage.ts";
import type { Processes } from "./os/processes.ts";
import type { Users } from "./os/users.ts";
import { createSecurityLog } from "./security-log.ts";
import type { StateStore } from "./state/store.ts";

/** Everything that the core needs from outside; tests give it other clocks, processes and stores. */
export interface DaemonDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  readonly store: StateStore;
  readonly processes: Processes;
  readonly users: Users;
  readonly programs: Programs;
  readonly usage: ProcessUsage;
  /** Counts what the kernel has killed for want of memory since it was last called. */
  readonly oomKills: () => number | undefined;
  readonly files: Files;
  readonly secrets: Secrets;
  /** Starts the commands of clients. */
  readonly spawn: SpawnExec;
  readonly checkRunner: (context: ContextLookup) => CheckRunner;
  /** The environment that services and commands inherit. */
  readonly environment: Readonly<Record<string, string>>;
  readonly uid: number;
  /** The ways to the receivers of log targets. */
  readonly logSenders: LogSenders;
  /** Hears what services write; absent when nobody does. */
  readonly echo?: LogReader;
  /** A service or a check wants the daemon to end with this exit code. */
  readonly shutdown: (exitCode: 0 | 10 | 11) => void;
}

/** Finds the settings that a command runs with in the context of a service. */
export type ContextLookup = (service: string) => ReturnType<typeof commandContext>;

/** A supervisor without sockets: whatever carries requests hands them to `answer`. */
export interface Daemon {
  readonly answer: Router;
  /** Opens the websockets of commands. */
  readonly upgrade: HttpHandlers["upgrade"];
  readonly services: ServiceManager;
  readonly engine: Engine;
  readonly identities: IdentityManager;
  /** What the plan is made of now, lowest first. */
  layers(): readonly Layer[];
  /** Ends services, checks and commands in order, and writes down what is left; settles when all is done. */
  stop(): Promise<void>;
}

/**
 * Puts the managers together.
 * @throws {PlanError} when the layers do not make a valid plan
 * @throws {StartError} when there are arguments for a service that no layer has
 */
export const createDaemon = (
  options: {
    readonly layers: readonly Layer[];
    readonly systemInfo: SystemInfo;
    readonly args: ReadonlyMap<string, readonly string[]>;
  },
  deps: DaemonDeps,
): Daemon => {
  const { clock, log, store, random, secrets } = deps;
  const security = createSecurityLog({ clock, log });
  const plan = createPlanManager(applyArgs(options.layers, options.args), {
    accountMessage: deps.users.accountMessage,
  });
  const engine = new Engine({ clock, store, log });
  const events = createEventManager({ clock });
  const notices = createNoticeManager({ clock, store, events });
  engine.onUpdate((change, status) => {
    notices.recordChange(change, status);
    events.publish({ type: "change", change: changeEvent(change, status) });
  });
  const logs = createLogManager({ clock, echo: deps.echo });
  const logTargets = createLogTargetManager({
    clock,
    log,
    random,
    logs,
    createDelivery: (target) =>
      createDelivery(target, {
        senders: deps.logSenders,
        userAgent: `cobble/${options.systemInfo.version}`,
        nowMs: () => clock.now() / 1000,
      }),
  });
  const services = new ServiceManager({
    ...deps,
    engine,
    events,
    logs,
    plan: plan.plan,
    // Checks that were stopped by hand start again, if they are enabled. @source pebble 1.32, docs/reference/health-checks.md
    onReplan: () => checks.planChanged(plan.plan()),
  });
  const context: ContextLookup = (service) => commandContext(plan.plan(), service);
  const checks = createCheckManager({
    clock,
    engine,
    events,
    log,
    runner: deps.checkRunner(context),
    onFailure: (check) => services.checkFailed(check),
  });
  const identities = createIdentityManager({ ...secrets, store, security });
  const pairing = createPairingManager({
    clock,
    mode: () => plan.plan().pairing.mode,
    hasHttps: options.systemInfo["https-address"] !== undefined,
    hasPaired: () => Object.keys(identities.list()).some(isPairedName),
  });
  const audit = createAudit(security);
  const certificateFault = (der: Uint8Array): string | undefined =>
    secrets.certificateFault(der, clock.now() / 1000);
  const gate = createGate({
    identities,
    audit,
    certificateFault,
    isPairing: () => pairing.isOpen,
    ownUid: deps.uid,
  });
  const exec = createExecManager({ ...deps, engine, serviceContext: context });
  plan.onChange((next) => {
    services.planChanged();
    checks.planChanged(next);
    logTargets.planChanged(next);
    pairing.planChanged();
  });
  checks.planChanged(plan.plan());
  logTargets.planChanged(plan.plan());

  const daemonSince = clock.now();
  const explain = async (name: string): Promise<Explanation> => {
    // Loaded with the first question: a supervisor may live without any.
    const { explainNow } = await import("./managers/services/explain/gather.ts");
    return explainNow(name, {
      ...deps,
      daemonSince,
      plan: plan.plan,
      layers: plan.layers,
      look: (service) => services.look(service),
      checks: (names) => checks.list({ names }),
      changes: () => engine.list(),
      change: (id) => engine.find(id),
      tail: logs.tail,
    });
  };
  const backend: Backend = {
    clock,
    engine,
    users: deps.users,
    files: deps.files,
    systemInfo: options.systemInfo,
    usage: deps.usage,
    plan,
    services,
    explain,
    logs,
    checks,
    notices,
    events,
    exec,
    identities,
    audit,
    pairing,
    fingerprint: secrets.fingerprint,
    certificateFault,
  };
  return {
    answer: tellWarnings(createRouter(createRoutes(backend), gate), () => notices.latestWarning()),
    upgrade: createTaskUpgrade({ exec, gate, clock, log }),
    services,
    engine,
    identities,
    layers: plan.layers,
    stop: async () => {
      await checks.stop();
      const last = services.stopAll();
      if (last !== undefined) await engine.wait(last);
      // Only now is the last line of every service written.
      await logTargets.stop();
      engine.stop();
      pairing.stop();
      notices.stop();
      await store.close();
    },
  };
};
