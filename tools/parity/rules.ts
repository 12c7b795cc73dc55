import type { Counterpart } from "./match.ts";

/** One counterpart for all names of ops that look alike, where none is given and there is no equal name. */
export interface Rule {
  /** On the whole name, as in `ops.Container.push.make_dirs`. */
  readonly pattern: RegExp;
  /** A name counts only where it exists. */
  readonly counterpart: Counterpart;
}

const made = "made by the framework from what the hook says, not by the charm";

const waited: Counterpart = {
  how: "a call gives the change's id; `changes.waitDone(id, { timeoutMs })` waits",
  uses: ["client.ChangeCalls.waitDone"],
};

const bytes: Counterpart = {
  how: "the client has bytes; texts and streams are in `Container.exec`, `pull` and `push`",
  uses: ["charm.Container.exec", "charm.Container.pull", "charm.Container.push"],
};

const customEvents: Counterpart = {
  how: "`this.defineEvents` of an object defines events, typed",
  uses: ["charm.CharmObject.defineEvents"],
};

const renamed = (pattern: RegExp, ...names: readonly string[]): readonly Rule[] =>
  names.map((counterpart) => ({ pattern, counterpart }));

/** In this order; the first that fits is taken. */
export const rules: readonly Rule[] = [
  {
    pattern: /^ops\.\w+\.(restore|snapshot)$/,
    counterpart: {
      how: "the framework keeps the facts of a deferred event itself, and makes the event again from them",
      uses: ["charm.EventFacts", "charm.BoundEvent.make"],
    },
  },
  {
    pattern: /^ops\.\w*(Event|EventBase)\.framework$/,
    counterpart: {
      how: "the charm and its parts have it: `this.framework`",
      uses: ["charm.CharmObject.framework"],
    },
  },
  {
    pattern: /\.handle_kind$/,
    counterpart: {
      how: "the key that an object was made with is its handle; there is no second part for its class",
      uses: ["charm.CharmObject.handle"],
    },
  },
  { pattern: /\.\w*Events\.(define_event|events)$/, counterpart: customEvents },
  {
    pattern: /^ops\.(CharmEvents|FrameworkEvents|Object)\.model$/,
    counterpart: {
      how: "`this.model` of the charm, or `this.framework.model`",
      uses: ["charm.Framework.model"],
    },
  },
  {
    pattern: /\.(CharmBase|Framework)\.charm_dir$/,
    counterpart: {
      how: "`this.framework.context.charmDir`",
      uses: ["charm.Framework.context", "charm.HookContext.charmDir"],
    },
  },
  {
    pattern: /\.CharmMeta\.(from_charm_root|from_yaml|__init__\.\w+)$/,
    counterpart: { how: "`main` reads it from the charm's folder", uses: ["charm.main"] },
  },
  {
    pattern: /^ops\.Framework\.(\w*snapshot\w*|register_type|remove_unreferenced_events|close)$/,
    counterpart: {
      how: "done by the framework, which keeps its state in a store",
      uses: ["charm.StateStore"],
    },
  },
  {
    pattern: /\.from_dict$/,
    counterpart: { none: "answers are read into plain objects by the call that gets them" },
  },
  {
    pattern: /\.Identity\.to_dict$/,
    counterpart: { none: "an identity is a plain object, as the API has it" },
  },
  ...renamed(/Status(Base)?\.(from_name|from_status_name)$/, "charm.makeStatus"),
  {
    pattern: /Status(Base)?\.(register|from_ops)$/,
    counterpart: {
      none: "inner to ops, whose classes of status add themselves to a table: here they are all known, and the compiler sees that none is forgotten",
    },
  },
  {
    pattern: /^ops\.testing\.\w*Relation\w*\.(__init__\.)?(interface|limit)$/,
    counterpart: { how: "as the charm's own description says", uses: ["charm.Charmcraft.relations"] },
  },
  {
    pattern: /^ops\.testing\.SubordinateRelation\.(__init__\.)?remote_unit_\w+$/,
    counterpart: {
      how: "the only entry of `remoteUnitsData`",
      uses: ["testing.RelationState.remoteUnitsData"],
    },
  },
  {
    pattern: /^ops\.testing\.CheckInfo\.(__init__\.)?(level|startup|threshold)$/,
    counterpart: { how: "as the container's layers say", uses: ["testing.ContainerState.layers"] },
  },
  {
    pattern: /^ops\.testing\.(CheckInfo|Container)\.(__init__\.)?name$/,
    counterpart: {
      how: "the key that it stands at",
      uses: ["testing.State.containers", "testing.ContainerState.checks"],
    },
  },
  {
    pattern: /^ops\.testing\.Exec\.(__init__\.)?(return_code|stdout|stderr)$/,
    counterpart: {
      how: "in what `run` gives",
      uses: ["testing.ExecState.run", "testing.ExecResult.exitCode"],
    },
  },
  {
    pattern: /^ops\.testing\.ExecArgs\.(__init__\.)?timeout$/,
    counterpart: {
      how: "the supervisor keeps it, by the test's clock: `signal` aborts when it is over",
      uses: ["testing.ExecCall.signal"],
    },
  },
  {
    pattern: /^ops\.testing\.ExecArgs\.(__init__\.)?encoding$/,
    counterpart: {
      none: "no container ever learns it: the charm's own side turns bytes into texts, in tests as well",
    },
  },
  { pattern: /^ops\.pebble\.Client\.(exec|pull|push)\.\w+$/, counterpart: bytes },
  { pattern: /^ops\.pebble\.Client\.\w+_services\.timeout$/, counterpart: waited },
  ...renamed(/\.timeout$/, "timeoutMs"),
  ...renamed(/\.repeat_after$/, "repeatAfterMs"),
  ...renamed(/\.expire_after$/, "expireAfterMs"),
  {
    pattern: /\.delay$/,
    counterpart: { none: "a change is waited for in one long request, so nothing is asked again and again" },
  },
  ...renamed(
    /\.(service|check|resource|storage|app|unit|container|action|binding)_name$/,
    "name",
    "container",
    "binding",
  ),
  ...renamed(/\.relation_name$/, "name", "endpoint"),
  ...renamed(/\.(relation|secret|storage|change)_id$/, "id"),
  ...renamed(/\.(service_names|check_names|services|checks|identities)$/, "names"),
  ...renamed(/\.remote_unit_name$/, "unit"),
  ...renamed(/\.app_or_unit$/, "member"),
  ...renamed(/\.key_values$/, "data", "values"),
  ...renamed(/\.command_prefix$/, "prefix"),
  ...renamed(/\.source_path$/, "source"),
  ...renamed(/\.dest_dir$/, "destination"),
  ...renamed(/\.sig$/, "signal"),
  {
    pattern: /\.(args|kwargs)$/,
    counterpart: { none: "Python's way of passing arguments on; options are one object here" },
  },
  {
    pattern: /^ops\.pebble\.\w+\.__init__\.\w+$/,
    counterpart: { none: "made by the client, from what the supervisor answers" },
  },
  {
    pattern: /^ops\.testing\.(ExecProcess|Manager)\.__init__\.\w+$/,
    counterpart: { none: "made by the context, not by the test" },
  },
  { pattern: /^ops\.\w+\.__init__\.\w+$/, counterpart: { none: made } },
];
