import type { Counterpart, Counterparts } from "../match.ts";

const metadata = (part: string): Counterpart => ({
  how: `an entry of \`Charmcraft.${part}\`, a plain object with the fields of charmcraft.yaml`,
  uses: [`charm.Charmcraft.${part}`],
});

const relations: Counterpart = {
  how: "one list of relations, each with its role",
  uses: ["charm.Charmcraft.relations"],
};

const stored: Counterpart = {
  how: "`this.storedState` gives a plain object, which is kept with what it holds",
  uses: ["charm.CharmObject.storedState"],
};

const watched: Counterpart = {
  none: "plain objects, arrays and sets of a stored state are kept as they are",
};

const union = (type: string, values: string): Counterpart => ({
  how: `a string: ${values}`,
  uses: [type],
});

const base = (classes: string, uses: readonly string[]): Counterpart => ({
  how: `no class between: ${classes}`,
  uses,
});

/** The names of `ops`. */
export const opsCounterparts: Counterparts = {
  "ops.ActionMeta": metadata("actions"),
  "ops.BindingMapping": { how: "`model.getBinding(name)` gives one", uses: ["charm.Model.getBinding"] },
  "ops.BoundStoredState": stored,
  "ops.CharmBase": "charm.Charm",
  "ops.CharmMeta": "charm.Charmcraft",
  "ops.CheckInfoMapping": {
    how: "`getChecks` gives what it found by name",
    uses: ["charm.Container.getChecks"],
  },
  "ops.ConfigData": "charm.Config",
  "ops.ConfigMeta": metadata("config"),
  "ops.ContainerBase": metadata("containers"),
  "ops.ContainerMapping": { how: "`unit.containers`, by name", uses: ["charm.Unit.containers"] },
  "ops.ContainerMeta": metadata("containers"),
  "ops.ContainerStorageMeta": metadata("containers"),
  "ops.EventBase": "charm.CharmEvent",
  "ops.Handle": { how: "a handle is a string, the path of the object", uses: ["charm.CharmObject.handle"] },
  "ops.HandleKind": { none: "a Python descriptor; a handle has no kind here" },
  "ops.HookEvent": base("every event is a `CharmEvent`", ["charm.CharmEvent"]),
  "ops.LifecycleEvent": base("events that cannot be deferred are `UndeferrableEvent`", [
    "charm.UndeferrableEvent",
  ]),
  "ops.JujuAssumes": metadata("assumes"),
  "ops.JujuAssumesCondition": metadata("assumes"),
  "ops.JujuContext": "charm.HookContext",
  "ops.LazyMapping": { none: "inner to ops" },
  "ops.MetadataLinks": metadata("links"),
  "ops.NoTypeError": { none: "classes need no registration before their events are read back" },
  "ops.Object": "charm.CharmObject",
  "ops.ObjectEvents": {
    how: "`this.defineEvents` makes the custom events of an object, typed",
    uses: ["charm.CharmObject.defineEvents"],
  },
  "ops.OpenedPort": "charm.Port",
  "ops.PayloadMeta": metadata("payloads"),
  "ops.Pod": { none: "it runs `pod-spec-set`, which is none of the tools of Juju 3.6 and 4" },
  "ops.PreCommitEvent": {
    how: "`framework.on.preCommit`, whose events are of the class `CommitEvent`",
    uses: ["charm.FrameworkEvents.preCommit", "charm.CommitEvent"],
  },
  "ops.PrefixedEvents": {
    how: "`on.container(name)`, `on.relation(name)`, `on.storage(name)` have the events of a name",
    uses: ["charm.CharmEvents.container", "charm.CharmEvents.relation", "charm.CharmEvents.storage"],
  },
  "ops.RelationMapping": "charm.Relations",
  "ops.RelationMeta": metadata("relations"),
  "ops.RelationRole": metadata("relations"),
  "ops.RemoteModel": { how: "what `getRemoteModel` gives", uses: ["charm.Relation.getRemoteModel"] },
  "ops.ResourceMeta": metadata("resources"),
  "ops.SecretInfo": "charm.SecretFacts",
  "ops.Serializable": stored,
  "ops.ServiceInfoMapping": {
    how: "`getServices` gives what it found by name",
    uses: ["charm.Container.getServices"],
  },
  "ops.StatusBase": "charm.Status",
  "ops.StorageMapping": "charm.Storages",
  "ops.StorageMeta": metadata("storages"),
  "ops.StoredDict": watched,
  "ops.StoredList": watched,
  "ops.StoredSet": watched,
  "ops.StoredState": stored,
  "ops.StoredStateData": { none: "inner to ops" },
  "ops.pebble": { how: "a package of its own, `@cobble/client`", uses: ["client.createClient"] },
  "ops.tracing": { how: "an option of `main`", uses: ["charm.MainOptions.tracing"] },
  "ops.Application.status": {
    how: "`getStatus` and `setStatus`, which ask Juju",
    uses: ["charm.Application.getStatus", "charm.Application.setStatus"],
  },
  "ops.Unit.status": {
    how: "`getStatus` and `setStatus`, which ask Juju",
    uses: ["charm.Unit.getStatus", "charm.Unit.setStatus"],
  },
  "ops.Binding.network": "getNetwork",
  "ops.BoundEvent.emit": "charm.EventSource.emit",
  "ops.CharmMeta.peers": relations,
  "ops.CharmMeta.provides": relations,
  "ops.CharmMeta.requires": relations,
  "ops.Container.isdir": "isDir",
  "ops.JujuContext.action_uuid": "actionId",
  "ops.JujuContext.pebble_check_name": "checkName",
  "ops.JujuContext.relation_departing_unit_name": "departingUnitName",
  "ops.JujuContext.version": "jujuVersion",
  "ops.JujuContext.from_environ": "charm.readHookContext",
  "ops.JujuContext.from_environ.environ": "env",
  "ops.JujuVersion.from_environ": {
    how: "`readHookContext(env).jujuVersion`",
    uses: ["charm.HookContext.jujuVersion"],
  },
  "ops.Storage.location": "getLocation",
  "ops.Storage.id": "index",
  "ops.Relation.remote_model": "getRemoteModel",
  "ops.Relation.load.src": "from",
  "ops.Relation.load.decoder": "decode",
  "ops.Relation.save.obj": "value",
  "ops.Relation.save.dst": "to",
  "ops.Relation.save.encoder": "encode",
  "ops.Framework.observe.bound_event": "event",
  "ops.Model.get_binding.binding_key": "key",
  "ops.Model.get_relation.relation_name": "name",
  "ops.StatusName": union("charm.StatusName", "`StatusName`"),
  "ops.CollectMetricsEvent.add_metrics.metrics": "values",
  "ops.Framework.set_breakpointhook": {
    none: "a breakpoint stops in the debugger of the runtime, so Python's hook has no place",
  },
  "ops.Model.pod": { none: "it runs `pod-spec-set`, which is none of the tools of Juju 3.6 and 4" },
};
