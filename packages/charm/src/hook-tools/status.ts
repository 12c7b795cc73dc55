import { makeStatus, type SettableStatusName, type Status } from "../model/status.ts";
import { type Answer, asRecord, readJson, textOf } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** Whose status: the unit's own, or the whole application's, which only the leader may set. */
export interface StatusTarget {
  readonly app: boolean;
}

/** What the agent knows of how a unit is. */
export interface StatusFacts {
  readonly status: Status;
  /** What the agent says besides, as in the hook that failed; mostly empty. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the agent knows of how an application is. */
export interface AppStatusFacts extends StatusFacts {
  /** Each of its units, by name. */
  readonly units: ReadonlyMap<string, StatusFacts>;
}

/** The tools of statuses. */
export interface StatusTools {
  statusSet(
    status: { readonly name: SettableStatusName; readonly message: string },
    target: StatusTarget,
  ): Promise<void>;
  /** How the whole application is, as only the leader may ask, with each of its units. */
  statusGet(target: { readonly app: true }): Promise<AppStatusFacts>;
  /** How the unit is. */
  statusGet(target?: { readonly app?: false }): Promise<StatusFacts>;
}

const tool = "status-get";

const readFacts = (answer: Answer): StatusFacts => ({
  status: makeStatus(textOf(answer, "status") || "unknown", textOf(answer, "message")),
  data: asRecord(answer["status-data"], tool),
});

/** @differs from ops 3.9, which looks for the units beside the application's status only, where Juju 3 has them within */
const readAppFacts = (answer: Answer): AppStatusFacts => {
  const own = asRecord(answer["application-status"], tool);
  const units = Object.entries(asRecord(own["units"] ?? answer["units"], tool));
  return {
    ...readFacts(own),
    units: new Map(units.map(([name, unit]) => [name, readFacts(asRecord(unit, tool))])),
  };
};

/** @source ops 3.9, ops/hookcmds/_status.py */
export const statusTools = (run: RunTool): StatusTools => {
  function statusGet(target: { readonly app: true }): Promise<AppStatusFacts>;
  function statusGet(target?: { readonly app?: false }): Promise<StatusFacts>;
  async function statusGet({ app = false }: Partial<StatusTarget> = {}): Promise<StatusFacts> {
    const args = ["--include-data", "--format=json", `--application=${app}`];
    const answer = asRecord(await readJson(run, tool, args), tool);
    return app ? readAppFacts(answer) : readFacts(answer);
  }
  return {
    statusGet,
    async statusSet({ name, message }, { app }) {
      await run("status-set", [`--application=${app ? "True" : "False"}`, name, "--", message]);
    },
  };
};
