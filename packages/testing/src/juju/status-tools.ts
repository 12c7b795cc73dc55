import {
  ActiveStatus,
  BlockedStatus,
  type LogLevel,
  MaintenanceStatus,
  type SettableStatus,
  type Status,
  WaitingStatus,
} from "@cobble/charm";
import { PlainText, type Tool, type ToolTable, toolFailure } from "./tool-call.ts";

const settable: Readonly<Record<string, (message: string) => SettableStatus>> = {
  active: (message) => new ActiveStatus(message),
  blocked: (message) => new BlockedStatus(message),
  maintenance: (message) => new MaintenanceStatus(message),
  waiting: (message) => new WaitingStatus(message),
};

const isApp = (option: string | undefined): boolean => option?.toLowerCase() === "true";

const statusSet: Tool = (juju, call) => {
  const [name = "", message = ""] = call.words;
  const make = settable[name];
  if (make === undefined) {
    throw toolFailure(call, `invalid status "${name}", expected one of [${Object.keys(settable).join(" ")}]`);
  }
  const { appStatus, unitStatus, leader } = juju.state;
  if (!isApp(call.options["--application"])) {
    juju.records.unitStatusHistory.push(unitStatus);
    juju.update({ unitStatus: make(message) });
    return undefined;
  }
  if (!leader) throw toolFailure(call, "setting application status: this unit is not the leader");
  juju.records.appStatusHistory.push(appStatus);
  juju.update({ appStatus: make(message) });
  return undefined;
};

const toJson = ({ name, message }: Status): unknown => ({ status: name, message, "status-data": {} });

const statusGet: Tool = (juju, call) => {
  if (!isApp(call.options["--application"])) return toJson(juju.state.unitStatus);
  if (!juju.state.leader) throw toolFailure(call, "finding application status: this unit is not the leader");
  // Of the other units a state says nothing.
  const units = { [juju.unitName]: toJson(juju.state.unitStatus) };
  return { "application-status": { ...Object(toJson(juju.state.appStatus)), units } };
};

const jujuLog: Tool = (juju, { words, options }) => {
  // The charm's log knows no other levels.
  const level = (options["--log-level"] ?? "INFO") as LogLevel;
  juju.records.logs.push({ level, message: words.join(" ") });
};

const versionSet: Tool = (juju, { words: [version = ""] }) => {
  const before = juju.state.workloadVersion;
  if (before !== "") juju.records.workloadVersionHistory.push(before);
  juju.update({ workloadVersion: version });
};

/** Statuses, leadership, the log and the workload's version. */
export const statusTools: ToolTable = {
  "status-set": statusSet,
  "status-get": statusGet,
  "juju-log": jujuLog,
  "application-version-set": versionSet,
  "is-leader": (juju) => juju.state.leader,
  "config-get": (juju) => ({
    ...Object.fromEntries(
      [...juju.identity.meta.config].flatMap(([name, option]) =>
        option.default === undefined ? [] : [[name, option.default]],
      ),
    ),
    ...juju.state.config,
  }),
  "juju-reboot": (juju, { flags }) => {
    juju.records.rebootCount++;
    juju.records.reboot = flags.has("--now") ? "now" : "after the hook";
    return new PlainText("");
  },
};
