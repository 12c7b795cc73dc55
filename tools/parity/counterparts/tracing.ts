import type { Counterparts } from "../match.ts";

/** The names of `ops.tracing`. */
export const tracingCounterparts: Counterparts = {
  "ops.tracing.Tracing": "charm.TracingOptions",
  "ops.tracing.Tracing.model": { none: "the options are a plain object, not a part of the charm" },
  "ops.tracing.Tracing.handle_kind": { none: "the options are a plain object, not a part of the charm" },
  "ops.tracing.Tracing.__init__.charm": {
    how: "`main(Charm, { tracing })`",
    uses: ["charm.main", "charm.MainOptions.tracing"],
  },
  "ops.tracing.Tracing.__init__.tracing_relation_name": "relation",
  "ops.tracing.Tracing.__init__.ca_relation_name": "caRelation",
  "ops.tracing.Tracing.__init__.ca_data": "ca",
  "ops.tracing.set_destination": "charm.Framework.setTraceDestination",
  "ops.tracing.set_destination.url": { how: "`destination.url`", uses: ["charm.TraceDestination.url"] },
  "ops.tracing.set_destination.ca": { how: "`destination.ca`", uses: ["charm.TraceDestination.ca"] },
};
