import type { Pod, Report } from "@cobble/agent";
import { type CommandContext, defineCommand } from "../../command.ts";
import { durationFlag, textFlag } from "../../flags.ts";
import { splitWords } from "./words.ts";

const killed = 130;

const makeReport = async (context: CommandContext): Promise<Report> => {
  const { formatProgress, progressWidth } = await import("@cobble/agent");
  const { stdout, now, env } = context;
  const started = now();
  const noColour = env["NO_COLOR"];
  const colour = stdout.isTerminal && (noColour === undefined || noColour === "");
  let aboutWidth = progressWidth([]);
  return (event) => {
    if (event.type === "pod-starting") aboutWidth = progressWidth([event.unit, ...event.containers]);
    try {
      stdout.write(formatProgress(event, { elapsedMs: now() - started, aboutWidth, colour }));
    } catch {
      // The terminal is gone, which is no reason to leave the pod half up or half down.
    }
  };
};

const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * One Ctrl-C reaches us twice when npm or a shell started us: from the terminal, and passed on by the parent. What comes so
 * soon after the first is taken for its echo.
 */
const echoMs = 500;

/** Takes the pod down at the first signal, and ends it at once at the second. */
const untilDown = async (context: CommandContext, pod: Pod): Promise<number> => {
  let stoppedAt: number | undefined;
  const forced = Promise.withResolvers<number>();
  const restore = context.onSignals(endings, () => {
    if (stoppedAt === undefined) {
      stoppedAt = context.now();
      void pod.stop({ remove: false });
    } else if (context.now() - stoppedAt > echoMs) {
      void pod.kill().then(() => forced.resolve(killed));
    }
  });
  try {
    return await Promise.race([pod.ended.then(() => 0), forced.promise]);
  } finally {
    restore();
  }
};

/** `cobble pod up`. */
export const command = defineCommand({
  name: "up",
  summary: "Start a pod and show what happens, until Ctrl-C",
  description:
    "The up command starts the charm in a folder: a supervisor for each of its containers, and the charm's hooks as\n" +
    "things happen. It stays until Ctrl-C or `cobble pod down`, and leaves nothing running. What a charm has set up is\n" +
    "kept in .cobble in that folder. `name=value` sets a config option.",
  flags: {
    updateStatus: durationFlag({
      long: "update-status",
      help: "How often the charm is told to look after its status (default 5m)",
    }),
    debugAt: textFlag({
      long: "debug-at",
      help: "Where hooks and actions wait for a debugger: hook, breakpoints with commas, or all (default $JUJU_DEBUG_AT)",
    }),
  },
  args: [
    { name: "<folder>", count: "optional", completes: "local-directory" },
    { name: "<option=value>", count: "any" },
  ],
  run: async (context, { flags, args }) => {
    const { names, assignments } = splitWords(args, { names: 1 });
    const { currentExecutable, runPod } = await import("@cobble/agent");
    const report = await makeReport(context);
    const pod = await runPod({
      podDir: names[0] ?? ".",
      executable: currentExecutable(),
      env: context.env,
      report,
      config: assignments,
      ...(flags.updateStatus === undefined ? {} : { updateStatusMs: flags.updateStatus }),
      ...(flags.debugAt === undefined ? {} : { debugAt: flags.debugAt }),
    });
    try {
      return await untilDown(context, pod);
    } catch (error) {
      // Whatever went wrong here, nothing of the pod may outlive its runner.
      await pod.kill();
      throw error;
    }
  },
});
