import { type Charm, type CharmClass, createHookTools, dispatch, readHookContext } from "@cobble/charm";
import { createLocalFiles, securityLog, tellRefusals, userId } from "@cobble/charm/internals";
import type { Juju } from "../juju/juju.ts";
import { createRunTool } from "../juju/run-tool.ts";
import type { State } from "../state/state.ts";
import type { TestClock } from "../supervisor/clock.ts";
import type { ContainerSet } from "./connect.ts";
import { emitCustom } from "./custom-event.ts";
import type { TestEvent } from "./event.ts";
import { hookEnvironment } from "./hook-environment.ts";
import { createKeptStore } from "./kept-store.ts";
import { type CaptureOptions, recordEvents } from "./record-events.ts";
import { traceRun } from "./tracing.ts";

/** How long a call waits for a supervisor that cannot be reached: as in a charm's `main`. */
const connectTimeoutMs = 5000;

/** How long a start, stop, restart, replan or autostart may take. */
const changeTimeoutMs = 30_000;

/** What a hook is run with. */
export interface HookDeps extends CaptureOptions {
  readonly juju: Juju;
  readonly containers: Pick<ContainerSet, "connect">;
  readonly clock: TestClock;
  readonly charmDir: string;
  /** Whether the spans of the run are recorded. */
  readonly isTraced?: boolean;
  /** Is shown the charm when it is made; its event waits for it. */
  readonly onCharm?: (charm: Pick<Charm, "framework">) => void | Promise<void>;
}

/** What is done with the charm when it is made, before its event comes. */
const prepareCharm = async (
  charm: Pick<Charm, "framework">,
  {
    event,
    deps,
    deferred,
  }: { readonly event: TestEvent; readonly deps: HookDeps; readonly deferred: State["deferred"] },
): Promise<void> => {
  const isInner = event.kind === "plain" && event.isInner === true;
  const events = deps.juju.records.emittedEvents;
  recordEvents(charm.framework, { ...deps, events, deferred, isInner });
  if (event.kind === "custom") emitCustom(charm, event);
  await deps.onCharm?.(charm);
};

/**
 * Runs one event through the charm framework's own dispatch.
 * @throws what the charm threw, the very object
 */
export const runHook = async (charmClass: CharmClass, event: TestEvent, deps: HookDeps): Promise<void> => {
  const { juju, containers, clock, charmDir } = deps;
  const { identity, records, state } = juju;
  juju.action =
    event.kind === "action" ? { name: event.name, id: event.id, params: event.params } : undefined;
  let thrown: { readonly error: unknown } | undefined;
  const context = readHookContext(hookEnvironment(event, { state, identity, charmDir }));
  const tracing = deps.isTraced === true ? traceRun(records.spans, clock) : undefined;
  const runTool = createRunTool(juju);
  const today = (): number => clock.nowMs;
  const printError = (message: string): void => void records.logs.push({ level: "ERROR", message });
  const tellSecurity = securityLog({ run: runTool, context, userId: userId(), today, printError });
  const run = (): Promise<number> =>
    dispatch(charmClass, {
      context,
      tools: createHookTools(tellRefusals(tracing?.tools(runTool) ?? runTool, tellSecurity)),
      tellSecurity,
      tracing,
      meta: { known: identity.meta, readFile: () => Promise.resolve(undefined) },
      store: createKeptStore(juju),
      connect: (name) => ({
        ...containers.connect(name, tracing?.transport),
        tellSecurity,
        connectTimeoutMs,
        changeTimeoutMs,
        loadLocalFiles: () => Promise.resolve(createLocalFiles()),
      }),
      now: () => clock.monotonicMs(),
      today,
      onCharm: (charm) => prepareCharm(charm, { event, deps, deferred: state.deferred }),
      onError: (error) => {
        thrown ??= { error };
      },
      printError,
    });
  await (tracing === undefined ? run() : tracing.trace({ name: `dispatch ${context.dispatchPath}` }, run));
  if (thrown !== undefined) throw thrown.error;
};
