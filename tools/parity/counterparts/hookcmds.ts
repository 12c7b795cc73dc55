import type { Counterpart, Counterparts } from "../match.ts";

const statusPart = (part: string): Counterpart => ({
  how: `\`status.${part}\``,
  uses: ["charm.StatusFacts.status"],
});

/** The names of `ops.hookcmds`. */
export const hookcmdsCounterparts: Counterparts = {
  "ops.hookcmds.Address": "charm.NetworkAddress",
  "ops.hookcmds.AppStatus": "charm.AppStatusFacts",
  "ops.hookcmds.AppStatus.status": statusPart("name"),
  "ops.hookcmds.AppStatus.message": statusPart("message"),
  "ops.hookcmds.AppStatus.status_data": "data",
  "ops.hookcmds.UnitStatus": "charm.StatusFacts",
  "ops.hookcmds.UnitStatus.status": statusPart("name"),
  "ops.hookcmds.UnitStatus.message": statusPart("message"),
  "ops.hookcmds.UnitStatus.status_data": "data",
  "ops.hookcmds.BindAddress": "charm.NetworkBindAddress",
  "ops.hookcmds.Error": "charm.HookToolError",
  "ops.hookcmds.Error.cmd": {
    how: "`tool` and `args`",
    uses: ["charm.HookToolError.tool", "charm.HookToolError.args"],
  },
  "ops.hookcmds.Error.returncode": "exitCode",
  "ops.hookcmds.Network": "charm.NetworkFacts",
  "ops.hookcmds.RelationModel": {
    how: "what `relationModelGet` gives",
    uses: ["charm.HookTools.relationModelGet"],
  },
  "ops.hookcmds.SecretInfo": "charm.SecretFacts",
  "ops.hookcmds.SecretInfo.expiry": "expires",
  "ops.hookcmds.Storage": "charm.StorageFacts",
  "ops.hookcmds.app_version_set": "charm.HookTools.applicationVersionSet",
  "ops.hookcmds.action_get.key": { none: "the tool is asked for all of them, and the caller takes one" },
  "ops.hookcmds.config_get.key": { none: "the tool is asked for all of them, and the caller takes one" },
  "ops.hookcmds.relation_get.key": { none: "the tool is asked for all of them, and the caller takes one" },
  "ops.hookcmds.relation_list.app": { how: "`relationApp`", uses: ["charm.HookTools.relationApp"] },
  "ops.hookcmds.relation_get.unit": "name",
  "ops.hookcmds.relation_ids.name": "endpoint",
  "ops.hookcmds.state_set.data": "values",
  "ops.hookcmds.storage_add.counts": "count",
};
