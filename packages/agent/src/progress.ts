import { type Hook, hookName } from "./hooks/hook.ts";
import type { PodEvent } from "./pod/events.ts";

/** How a line is meant: good news, a warning, bad news, a change of status, or a step on the way. */
type Mood = "good" | "warning" | "bad" | "plain" | "quiet";

interface Line {
  /** What the line is about: the pod, a container, a hook, the unit. */
  readonly about: string;
  readonly text: string;
  readonly mood: Mood;
  /** Lines that belong to it, as the last ones that a failed hook printed. */
  readonly more?: readonly string[];
}

const colours: Readonly<Record<Mood, string>> = {
  good: "\u001b[32m",
  warning: "\u001b[33m",
  bad: "\u001b[31m",
  plain: "",
  quiet: "\u001b[2m",
};
const reset = "\u001b[0m";

/** A time that people waited for: `85 ms`, `1.2 s`, `2 min 5 s`. */
export const formatWait = (ms: number): string => {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1).replace(/\.0$/, "")} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

const describeExit = ({
  code,
  signal,
}: {
  readonly code: number | null;
  readonly signal: string | null;
}): string => (signal === null ? `exit code ${code ?? 0}` : `killed by ${signal}`);

const noticed = (hook: Hook): Line | undefined => {
  switch (hook.kind) {
    case "custom-notice":
      return { about: hook.container, text: `notice ${hook.notice.key}`, mood: "plain" };
    case "check-failed":
      return { about: hook.container, text: `check ${hook.check} failed`, mood: "bad" };
    case "check-recovered":
      return { about: hook.container, text: `check ${hook.check} recovered`, mood: "good" };
    case "lifecycle":
    case "pebble-ready":
    case "action":
    case "relation-created":
    case "relation-joined":
    case "relation-changed":
    case "relation-departed":
    case "relation-broken":
    case "storage-attached":
    case "storage-detaching":
    case "secret-rotate":
    case "secret-expired":
    case "secret-remove":
      return undefined;
    default:
      return hook satisfies never;
  }
};

const statusMoods: Readonly<Record<string, Mood>> = {
  active: "good",
  error: "bad",
  blocked: "bad",
  maintenance: "warning",
  waiting: "warning",
};

const logMoods: Readonly<Record<string, Mood>> = { WARNING: "warning", ERROR: "bad", CRITICAL: "bad" };

const ofHook = (hook: Hook): string => (hook.kind === "action" ? "action" : "hook");

const containerLine = (event: Extract<PodEvent, { container: string }>): Line => {
  const about = event.container;
  switch (event.type) {
    case "container-starting":
      return { about, text: "waiting for its API", mood: "quiet" };
    case "container-slow":
      return {
        about,
        text: `still waiting for its API after ${formatWait(event.waitedMs)}; its output is in ${event.log}`,
        mood: "warning",
      };
    case "container-ready":
      return { about, text: `up (${formatWait(event.tookMs)})`, mood: "good" };
    case "container-lost": {
      const text = `the supervisor ${event.why}, starting it again in ${formatWait(event.retryMs)}`;
      return { about, text, mood: "bad", more: event.tail };
    }
    case "container-stopped":
      return { about, text: "stopped", mood: "quiet" };
    default:
      return event satisfies never;
  }
};

type HookEvent = Extract<PodEvent, { type: `hook-${string}` }>;

const hookLine = (event: HookEvent): Line => {
  const about = ofHook(event.hook);
  const name = hookName(event.hook);
  switch (event.type) {
    case "hook-done":
      return { about, text: `${name} (${formatWait(event.tookMs)})`, mood: "plain" };
    case "hook-failed": {
      const text = `${name} failed: ${describeExit(event.exit)} (${formatWait(event.tookMs)})`;
      return { about, text, mood: "bad", more: event.tail };
    }
    case "hook-retry":
      return { about, text: `${name} will be tried again in ${formatWait(event.retryMs)}`, mood: "warning" };
    case "hook-slow":
      return { about, text: `${name} is still running after ${formatWait(event.waitedMs)}`, mood: "warning" };
    default:
      return event satisfies never;
  }
};

const podLine = (event: Exclude<PodEvent, { container: string } | { hook: Hook }>): Line | undefined => {
  switch (event.type) {
    case "pod-starting":
      return { about: "pod", text: `starting ${event.unit} from ${event.podDir}`, mood: "plain" };
    case "leftovers-ended": {
      const what = event.count === 1 ? "process" : "processes";
      const text = `ended ${event.count} ${what} that a killed runner left behind`;
      return { about: "pod", text, mood: "warning" };
    }
    case "port-taken":
      return { about: "pod", text: `port ${event.port} is taken, using ${event.using}`, mood: "warning" };
    case "status": {
      const { status, message } = event.status;
      const text = message === "" ? status : `${status}: ${message}`;
      return { about: event.of, text, mood: statusMoods[status] ?? "plain" };
    }
    case "charm-log": {
      const isSmall = event.level === "DEBUG" || event.level === "TRACE";
      return isSmall
        ? undefined
        : { about: "charm", text: event.message, mood: logMoods[event.level] ?? "quiet" };
    }
    case "config-set":
      return { about: "config", text: `${event.names.join(", ")} changed`, mood: "plain" };
    case "open":
      return { about: "open", text: event.address, mood: "good" };
    case "pod-stopping":
      return { about: "pod", text: "stopping; once more ends it at once", mood: "plain" };
    case "pod-stopped":
      return { about: "pod", text: "stopped", mood: "plain" };
    default:
      return event satisfies never;
  }
};

const lineOf = (event: PodEvent): Line | undefined => {
  if (event.type === "noticed") return noticed(event.hook);
  if ("container" in event) return containerLine(event);
  return "hook" in event ? hookLine(event) : podLine(event);
};

/** How many more lines of a text are shown: an error's first ones say what it is, the rest of its stack is in the charm's log. */
const longestText = 3;
const timeWidth = 9;
const indent = " ".repeat(timeWidth + 2);

/**
 * An event as people see it: a line with the time since the start, what it is about, and what happened.
 * @param options.aboutWidth how wide the second column is; a longer name moves the rest
 * @returns text that ends a line; empty for events that are not worth one
 */
export const formatProgress = (
  event: PodEvent,
  options: { readonly elapsedMs: number; readonly aboutWidth: number; readonly colour: boolean },
): string => {
  const line = lineOf(event);
  if (line === undefined) return "";
  const paint = (mood: Mood, text: string): string =>
    options.colour && colours[mood] !== "" ? `${colours[mood]}${text}${reset}` : text;
  const time = `${(options.elapsedMs / 1000).toFixed(2)}s`.padStart(timeWidth);
  const about = line.about.padEnd(options.aboutWidth);
  const [first = "", ...others] = line.text.split("\n");
  const rest = [...others.slice(0, longestText), ...(line.more ?? [])].map(
    (text) => `${indent}${paint("quiet", `| ${text}`)}\n`,
  );
  return `${paint("quiet", time)}  ${about}  ${paint(line.mood, first)}\n${rest.join("")}`;
};

/** How wide the second column of {@link formatProgress} should be for a pod. */
export const progressWidth = (names: readonly string[]): number =>
  Math.max("action".length, ...names.map((name) => name.length));
