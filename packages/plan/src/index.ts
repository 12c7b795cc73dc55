/**
 * Layers and plans: reads layers with every fault and its place, combines them, prints the plan as the API does, and says
 * in which order services start. Pure: no files, clock or environment, so it runs in a browser too. It may import
 * `@cobble/wire` and `yaml`.
 *
 * @example
 * import { emptyService, serviceTimings } from "@cobble/plan";
 *
 * console.log(serviceTimings({ ...emptyService("web"), killDelayMs: 100 }).killDelayMs); // 100
 */

export type {
  CharmAction,
  CharmContainer,
  Charmcraft,
  CharmResource,
  ContainerMount,
} from "./charmcraft.ts";
export { type CharmcraftData, charmcraftOfData } from "./charmcraft-data.ts";
export * from "./check.ts";
export {
  type ConfigOption,
  type ConfigType,
  type ConfigValue,
  ConfigValueError,
  configTypes,
  parseConfigValue,
} from "./config-options.ts";
export * from "./errors.ts";
export type { Field, ScalarValue } from "./field.ts";
export * from "./layer.ts";
export * from "./log-target.ts";
export {
  CharmcraftError,
  type CharmcraftFiles,
  type NamedText,
  parseCharmcraft,
} from "./parse-charmcraft.ts";
export * from "./plan.ts";
export * from "./service.ts";
export * from "./workload.ts";
export { describeFieldFault, readYamlFields, YamlField } from "./yaml-fields.ts";
