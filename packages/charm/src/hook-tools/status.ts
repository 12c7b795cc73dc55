import { makeStatus, type SettableStatusName, type Status } from "../model/status.ts";
import { asRecord, readJson, textOf } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** Whose status: the unit's own, or the whole application's, which only the leader may set. */
export interface StatusTarget {
  readonly app: boolean;
}

/** The tools of statuses. */
export interface StatusTools {
  statusSet(
    status: { readonly name: SettableStatusName; readonly message: string },
    target: StatusTarget,
  ): Promise<void>;
  statusGet(target: StatusTarget): Promise<Status>;
}

const readStatus = (value: unknown, { app }: StatusTarget): Status => {
  const answer = asRecord(value, "status-get");
  const own = app ? asRecord(answer["application-status"] ?? answer, "status-get") : answer;
  return makeStatus(textOf(own, "status") || "unknown", textOf(own, "message"));
};

/** @source ops 3.9, ops/hookcmds/_status.py */
export const statusTools = (run: RunTool): StatusTools => ({
  async statusSet({ name, message }, { app }) {
    await run("status-set", [`--application=${app ? "True" : "False"}`, name, "--", message]);
  },
  async statusGet(target) {
    const args = ["--include-data", "--format=json", `--application=${target.app}`];
    return readStatus(await readJson(run, "status-get", args), target);
  },
});
