import type { Counterparts } from "../match.ts";
import { hookcmdsCounterparts } from "./hookcmds.ts";
import { opsCounterparts } from "./ops.ts";
import { pebbleCounterparts } from "./pebble.ts";
import { testingCounterparts } from "./testing.ts";
import { tracingCounterparts } from "./tracing.ts";

/** Every counterpart that is not of the same name. */
export const allCounterparts: Counterparts = {
  ...opsCounterparts,
  ...pebbleCounterparts,
  ...hookcmdsCounterparts,
  ...tracingCounterparts,
  ...testingCounterparts,
};
