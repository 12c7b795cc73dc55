import type { ConfigValue } from "@cobble/plan";
import { HookToolError } from "../errors.ts";
import { makeStatus, type SettableStatusName, type Status } from "../model/status.ts";

/**
 * Runs one hook tool to its end.
 * @returns what it wrote to its standard output
 * @throws {HookToolError} when there is no such tool on PATH, or when it fails
 */
export type RunTool = (tool: string, args: readonly string[]) => Promise<string>;

/** The levels of `juju-log`. */
export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARNING" | "ERROR";

/** Whose status: the unit's own, or the whole application's, which only the leader may set. */
export interface StatusTarget {
  readonly app: boolean;
}

/** What a charm asks of the agent, each by one run of a tool. */
export interface HookTools {
  configGet(): Promise<Readonly<Record<string, ConfigValue>>>;
  isLeader(): Promise<boolean>;
  statusSet(
    status: { readonly name: SettableStatusName; readonly message: string },
    target: StatusTarget,
  ): Promise<void>;
  statusGet(target: StatusTarget): Promise<Status>;
  jujuLog(level: LogLevel, message: string): Promise<void>;
  applicationVersionSet(version: string): Promise<void>;
  actionGet(): Promise<Readonly<Record<string, unknown>>>;
  actionSet(results: ReadonlyMap<string, string>): Promise<void>;
  actionFail(message: string): Promise<void>;
  actionLog(message: string): Promise<void>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isConfigValue = (value: unknown): value is ConfigValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** Runs a tool and reads the JSON that it prints. */
const readJson = async (run: RunTool, tool: string, args: readonly string[]): Promise<unknown> => {
  const output = await run(tool, args);
  try {
    return JSON.parse(output);
  } catch (cause) {
    const reason = `it printed ${JSON.stringify(output.slice(0, 200))}, which is not JSON`;
    throw new HookToolError("hook-tool-failed", { tool, args, reason, cause });
  }
};

const asRecord = (value: unknown, tool: string): Readonly<Record<string, unknown>> => {
  // A tool that has nothing to print may print `null`.
  if (value === null) return {};
  if (isRecord(value)) return value;
  throw new HookToolError("hook-tool-failed", { tool, args: [], reason: "it did not print a JSON object" });
};

const readStatus = (value: unknown, { app }: StatusTarget): Status => {
  const answer = asRecord(value, "status-get");
  const own = app ? asRecord(answer["application-status"] ?? answer, "status-get") : answer;
  const { status, message } = own;
  return makeStatus(
    typeof status === "string" ? status : "unknown",
    typeof message === "string" ? message : "",
  );
};

// `--` stands before every text that an author may choose, so that one that begins with a dash is not an option.
/**
 * The tools by the names and options that Juju gives them.
 * @source ops 3.9, ops/hookcmds
 */
export const createHookTools = (run: RunTool): HookTools => ({
  async configGet() {
    const config = asRecord(await readJson(run, "config-get", ["--format=json"]), "config-get");
    return Object.fromEntries(
      Object.entries(config).filter((entry): entry is [string, ConfigValue] => isConfigValue(entry[1])),
    );
  },
  async isLeader() {
    return (await readJson(run, "is-leader", ["--format=json"])) === true;
  },
  async statusSet({ name, message }, { app }) {
    await run("status-set", [`--application=${app ? "True" : "False"}`, name, "--", message]);
  },
  async statusGet(target) {
    const args = ["--include-data", "--format=json", `--application=${target.app}`];
    return readStatus(await readJson(run, "status-get", args), target);
  },
  async jujuLog(level, message) {
    await run("juju-log", ["--log-level", level, "--", message]);
  },
  async applicationVersionSet(version) {
    await run("application-version-set", ["--", version]);
  },
  async actionGet() {
    return asRecord(await readJson(run, "action-get", ["--format=json"]), "action-get");
  },
  async actionSet(results) {
    if (results.size === 0) return;
    await run(
      "action-set",
      [...results].map(([key, value]) => `${key}=${value}`),
    );
  },
  async actionFail(message) {
    await run("action-fail", message === "" ? [] : ["--", message]);
  },
  async actionLog(message) {
    await run("action-log", ["--", message]);
  },
});
