import type { Counterpart, Counterparts } from "../match.ts";

const given = (what: string, uses: readonly string[] = []): Counterpart => ({ how: what, uses });

const text = (type: string): Counterpart => given("a string", [type]);

const warnings: Counterpart = {
  none: "the supervisor keeps no warnings any more: they are notices of the type `warning`",
};

const partOfLayer = (section: string): Counterpart =>
  given(`\`new Layer({ ${section}: … })\` reads it with the others of its layer`, ["charm.Layer"]);

/** The names of `ops.pebble`. */
export const pebbleCounterparts: Counterparts = {
  "ops.pebble.APIError.body": given("`value` of the answer, when it has one", ["client.APIError.value"]),
  "ops.pebble.APIError.code": "statusCode",
  "ops.pebble.APIError.__init__.body": "answer",
  "ops.pebble.APIError.__init__.code": "statusCode",
  "ops.pebble.BasicIdentity": given("the field `basic` of an identity", ["wire.Identity"]),
  "ops.pebble.BasicIdentityDict": given("the field `basic` of an identity", ["wire.Identity"]),
  "ops.pebble.LocalIdentity": given("the field `local` of an identity", ["wire.Identity"]),
  "ops.pebble.LocalIdentityDict": given("the field `local` of an identity", ["wire.Identity"]),
  "ops.pebble.Change": "wire.ChangeInfo",
  "ops.pebble.ChangeID": text("client.ChangeId"),
  "ops.pebble.ChangeKind": given("a string, since later supervisors may have more kinds", [
    "wire.ChangeInfo.kind",
  ]),
  "ops.pebble.ChangeState": "wire.ChangeSelection",
  "ops.pebble.ChangeStatus": given("a string, since later supervisors may have more", [
    "wire.ChangeInfo.status",
  ]),
  "ops.pebble.CheckLevel.UNSET": given("`undefined`"),
  "ops.pebble.CheckStartup": given("a union of strings", ["wire.CheckInfo.startup"]),
  "ops.pebble.Client": "client.Client",
  "ops.pebble.Client.abort_change": "changes.abort",
  "ops.pebble.Client.ack_warnings": warnings,
  "ops.pebble.Client.add_layer": "layers.add",
  "ops.pebble.Client.add_layer.layer": "yaml",
  "ops.pebble.Client.autostart_services": "services.autostart",
  "ops.pebble.Client.exec": "exec.start",
  "ops.pebble.Client.get_change": "changes.get",
  "ops.pebble.Client.get_changes": "changes.list",
  "ops.pebble.Client.get_checks": "checks.list",
  "ops.pebble.Client.get_identities": "identities.list",
  "ops.pebble.Client.get_notice": "notices.get",
  "ops.pebble.Client.get_notices": "notices.list",
  "ops.pebble.Client.get_plan": "plan.get",
  "ops.pebble.Client.get_services": "services.list",
  "ops.pebble.Client.get_system_info": "system.info",
  "ops.pebble.Client.get_warnings": warnings,
  "ops.pebble.Client.list_files": "files.list",
  "ops.pebble.Client.make_dir": "files.makeDir",
  "ops.pebble.Client.notify": "notices.notify",
  "ops.pebble.Client.pull": "files.read",
  "ops.pebble.Client.push": "files.write",
  "ops.pebble.Client.remove_identities": "identities.remove",
  "ops.pebble.Client.remove_path": "files.remove",
  "ops.pebble.Client.replace_identities": "identities.replace",
  "ops.pebble.Client.replan_services": "services.replan",
  "ops.pebble.Client.restart_services": "services.restart",
  "ops.pebble.Client.send_signal": "signals.send",
  "ops.pebble.Client.start_checks": "checks.start",
  "ops.pebble.Client.start_services": "services.start",
  "ops.pebble.Client.stop_checks": "checks.stop",
  "ops.pebble.Client.stop_services": "services.stop",
  "ops.pebble.Client.wait_change": "changes.wait",
  "ops.pebble.Error": "client.ClientError",
  "ops.pebble.ExecDict": "charm.CheckDict.exec",
  "ops.pebble.HttpDict": "charm.CheckDict.http",
  "ops.pebble.TcpDict": "charm.CheckDict.tcp",
  "ops.pebble.ExecError.STR_MAX_OUTPUT": {
    none: "the message has the end of what was written, of a fixed length",
  },
  "ops.pebble.ExecProcess.stdin": given("`write` and `endInput`", [
    "charm.ExecProcess.write",
    "charm.ExecProcess.endInput",
  ]),
  "ops.pebble.IdentityAccess": "wire.AccessLevel",
  "ops.pebble.IdentityDict": "wire.Identity",
  "ops.pebble.NoticesUsers": given('`users: "all"`', ["client.NoticeFilter.users"]),
  "ops.pebble.PlanDict": "charm.PlanDict",
  "ops.pebble.ServiceStartup": given("a union of strings", ["wire.ServiceInfo.startup"]),
  "ops.pebble.Task": "wire.TaskInfo",
  "ops.pebble.TaskID": given("a string", ["wire.TaskInfo.id"]),
  "ops.pebble.Warning": warnings,
  "ops.pebble.WarningState": warnings,
  "ops.pebble.Layer.__init__.raw": "source",
  "ops.pebble.Plan.__init__.raw": "yaml",
  "ops.pebble.Service.__init__.raw": partOfLayer("services"),
  "ops.pebble.Check.__init__.raw": partOfLayer("checks"),
  "ops.pebble.LogTarget.__init__.raw": partOfLayer('"log-targets"'),
  "ops.pebble.Client.__init__.socket_path": given("`createClient({ socketPath })`", ["client.createClient"]),
  "ops.pebble.Client.__init__.base_url": given("`createClient({ baseUrl })`", ["client.createClient"]),
  "ops.pebble.Client.__init__.opener": given("`createClient({ transport })`", [
    "client.createClient",
    "client.Transport",
  ]),
  "ops.pebble.Client.__init__.timeout": given("an `AbortSignal` of each call", ["client.CallOptions.signal"]),
  "ops.pebble.Client.notify.type": { none: "only custom notices may be added, so it is not asked for" },
};
