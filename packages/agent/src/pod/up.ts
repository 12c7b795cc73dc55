import { resolve } from "node:path";
import { type Client, createClient } from "@cobble/client";
import { Container } from "../containers/container.ts";
import { NoticeCursor } from "../containers/notices.ts";
import { answerControl } from "../control/routes.ts";
import { adoptOrphans } from "../os/adoption.ts";
import { systemClock } from "../os/clock.ts";
import { appendLine, readTail } from "../os/log-file.ts";
import { sweepContainer } from "../os/marked-processes.ts";
import { containerLog, containerSocket, runtimeDir } from "../os/paths.ts";
import { type PodFolder, readPodFolder } from "../os/pod-folder.ts";
import { type PodPlace, takePodPlace } from "../os/pod-place.ts";
import { type ProcessPlace, startHook, startSupervisor } from "../os/pod-processes.ts";
import { findFreePort, isPortFree } from "../os/ports.ts";
import { signalProcess } from "../os/process.ts";
import { registerPod } from "../os/registry.ts";
import { serveSocket } from "../os/socket-server.ts";
import { makeStorage } from "../os/storage-dir.ts";
import { loadUnitState, saveUnitState } from "../os/unit-state-file.ts";
import type { Executable } from "../os/wrappers.ts";
import { readConfigTexts, splitAssignment } from "../unit/config.ts";
import { userConfig } from "../unit/state.ts";
import { Unit } from "../unit/unit.ts";
import type { Report } from "./events.ts";
import { Pod, type PodParts } from "./pod.ts";
import { PodConfig } from "./pod-config.ts";

/** How a pod is brought up. */
export interface UpOptions {
  readonly podDir: string;
  readonly executable: Executable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly report: Report;
  /** Values for config options, as `name=value`; kept for the next time. */
  readonly config?: readonly string[];
  /** How often the charm is told to look after its status; every 5 minutes when absent. */
  readonly updateStatusMs?: number;
  /**
   * Where hooks and actions wait for a debugger: `hook`, names of breakpoints with commas, or `all`; as `JUJU_DEBUG_AT` says
   * in `env` when absent, and else nowhere.
   */
  readonly debugAt?: string;
}

const defaultUpdateStatusMs = 5 * 60_000;
const probeMs = 1000;
const tailLines = 5;

interface Built {
  readonly options: UpOptions;
  readonly folder: PodFolder;
  readonly place: PodPlace;
  readonly processes: ProcessPlace;
}

const buildUnit = (built: Built, config: PodConfig, isSettled: () => boolean): Unit => {
  const { folder, place, processes, options } = built;
  const { charmLog, unitStateFile } = place.paths;
  const state = loadUnitState(unitStateFile, systemClock.timeOfDay());
  const unit: Unit = new Unit(
    { charm: folder.charm, state: { ...state, config: config.user } },
    {
      clock: systemClock,
      report: options.report,
      save: (next) => saveUnitState(unitStateFile, next),
      startHook: (hook, contextId) =>
        startHook(processes, { hook, contextId, unitName: unit.name, modelUuid: state.modelUuid }),
      newId: () => crypto.randomUUID(),
      writeLog: (line) => appendLine(charmLog, line),
      config: () => config.values,
      place: {
        charm: folder.charm,
        modelUuid: state.modelUuid,
        storageDir: place.paths.storageDir,
        resources: new Map(
          [...folder.pod.resources].map(([name, file]) => [name, resolve(place.paths.podDir, file)]),
        ),
        remotes: folder.pod.relations,
      },
      makeStorage,
      isSettled,
    },
  );
  return unit;
};

const isUp = async (client: Client): Promise<boolean> => {
  try {
    await client.system.info({ signal: AbortSignal.timeout(probeMs) });
    return true;
  } catch {
    // Not yet: it will be asked again, and a supervisor that dies is told of by its process.
    return false;
  }
};

const buildContainer = (built: Built, name: string, unit: Unit): Container => {
  const { paths } = built.place;
  const logFile = containerLog(paths, name);
  const client = createClient({ socketPath: containerSocket(paths, name) });
  return new Container(name, {
    clock: systemClock,
    report: built.options.report,
    spawn: () => startSupervisor(built.processes, name),
    signal: (pid, signal) => void signalProcess(pid, signal),
    sweep: () => sweepContainer(paths.podDir, name),
    client,
    isUp: () => isUp(client),
    tail: () => readTail(logFile, { lines: tailLines }),
    logFile,
    cursor: new NoticeCursor(unit.handled(name)),
    queue: (hook) => unit.queue(hook),
    withdraw: (hook) => unit.withdraw(hook),
  });
};

const readConfig = (built: Pick<Built, "options" | "folder" | "place">): PodConfig => {
  const { folder, options, place } = built;
  const given = (options.config ?? []).map((word) => splitAssignment(word, "config option"));
  const state = loadUnitState(place.paths.unitStateFile, systemClock.timeOfDay());
  const user = new Map([
    ...userConfig(state, folder.charm.config),
    ...readConfigTexts(folder.charm.config, given),
  ]);
  const probe = { isFree: isPortFree, findFree: findFreePort };
  return new PodConfig({ options: folder.charm.config, pod: folder.pod, user }, probe);
};

/** Tells what was found on this machine: leftovers, and ports that are taken. */
const tellBeginning = async (built: Built, config: PodConfig): Promise<void> => {
  const { folder, options, place } = built;
  const { report } = options;
  const containers = [...folder.charm.containers.keys()];
  report({ type: "pod-starting", unit: `${folder.charm.name}/0`, podDir: place.paths.podDir, containers });
  if (place.leftovers > 0) report({ type: "leftovers-ended", count: place.leftovers });
  for (const replacement of await config.choosePorts()) report({ type: "port-taken", ...replacement });
};

/** Lets other terminals and the hook tools reach the pod; what is returned gives everything back. */
const serve = (built: Built, control: () => Pod): PodParts["release"] => {
  const { folder, options, place } = built;
  const { podDir, agentSocket: socket } = place.paths;
  const server = serveSocket(socket, (request) => answerControl(control(), request));
  const runtime = runtimeDir(options.env);
  const unregister = registerPod(runtime, { podDir, socket, unit: `${folder.charm.name}/0` });
  return async (end) => {
    await server.close();
    await place.release(end);
    unregister();
  };
};

const build = async (built: Built): Promise<Pod> => {
  const { folder, options, place } = built;
  const { paths } = place;
  const config = readConfig(built);
  await tellBeginning(built, config);
  const containers: Container[] = [];
  const unit = buildUnit(built, config, () => containers.every(({ phase }) => phase === "ready"));
  for (const name of folder.charm.containers.keys()) containers.push(buildContainer(built, name, unit));
  const pod: Pod = new Pod({
    podDir: paths.podDir,
    pid: place.pid,
    charmLog: paths.charmLog,
    charm: folder.charm,
    open: folder.pod.open,
    config,
    unit,
    containers,
    filesOf: (name) => ({ socket: containerSocket(paths, name), log: containerLog(paths, name) }),
    clock: systemClock,
    report: options.report,
    updateStatusMs: options.updateStatusMs ?? defaultUpdateStatusMs,
    release: serve(built, () => pod),
  });
  return pod;
};

/** Tells the address of the app whenever the unit has become active, and it is another than before. */
const tellAddress = (report: Report, address: () => string | undefined): Report => {
  let told: string | undefined;
  return (event) => {
    report(event);
    if (event.type !== "status" || event.status.status !== "active") return;
    const now = address();
    if (now === undefined || now === told) return;
    told = now;
    report({ type: "open", address: now });
  };
};

/**
 * Brings a pod up: starts a supervisor for each container and the unit's first hooks, and serves other terminals.
 * @returns the pod, at once; what happens to it is reported
 * @throws {PodInputError} when the folder's files have faults; nothing was started
 * @throws {ValueError} when a value for a config option is wrong; nothing was started
 * @throws {PodRunningError} when the pod is up already
 * Side effects: processes, files in `.cobble`, sockets; and this process adopts the orphans of all its children for good.
 */
export const bringUp = async (options: UpOptions): Promise<Pod> => {
  const podDir = resolve(options.podDir);
  const folder = readPodFolder(podDir);
  adoptOrphans();
  let pod: Pod | undefined;
  const report = tellAddress(options.report, () => pod?.address);
  const { executable, env } = options;
  const containers = [...folder.charm.containers.keys()];
  const place = await takePodPlace({ podDir, containers, executable, env });
  const debugAt = options.debugAt ?? (env["JUJU_DEBUG_AT"] || undefined);
  const processes = { paths: place.paths, folder, executable, env, debugAt };
  try {
    pod = await build({ options: { ...options, report }, folder, place, processes });
  } catch (error) {
    await place.release({ remove: false });
    throw error;
  }
  pod.start();
  return pod;
};
