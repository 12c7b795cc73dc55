/**
 * Layers and plans: reads layers with every fault and its place, combines them, prints the plan as the API does, and says
 * in which order services start. Pure: no files, clock or environment, so it runs in a browser too. It may import
 * `@cobble/wire` and `yaml`.
 *
 * @example
 * import { combineLayers, parseLayer, printPlan, startOrder } from "@cobble/plan";
 *
 * const base = parseLayer("services: {db: {override: replace, command: db}}", { label: "base" });
 * const web = parseLayer("services: {web: {override: replace, command: web, requires: [db]}}", { label: "web" });
 * const plan = combineLayers([base, web]);
 * console.log(printPlan(plan));
 * console.log(startOrder(plan.services, ["web"])); // [["db", "web"]]
 */

export type { Charmcraft } from "./charmcraft.ts";
export type { CharmAbout, CharmLinks } from "./charmcraft-about.ts";
export type { CharmAction } from "./charmcraft-actions.ts";
export type { CharmAssumes } from "./charmcraft-assumes.ts";
export type { CharmContainer, ContainerBase, ContainerMount } from "./charmcraft-containers.ts";
export { type CharmcraftData, charmcraftOfData } from "./charmcraft-data.ts";
export { type CharmRelation, type RelationRole, relationRoles } from "./charmcraft-relations.ts";
export type { CharmResource } from "./charmcraft-resources.ts";
export type { CharmStorage, StorageRange } from "./charmcraft-storage.ts";
export * from "./check.ts";
export { type CombineOptions, combineLayers, mergeLayer } from "./combine.ts";
export {
  joinCommand,
  parseServiceCommand,
  type ServiceCommand,
  splitCommand,
  withArgs,
} from "./command.ts";
export {
  type ConfigOption,
  type ConfigType,
  type ConfigValue,
  configTypeNames,
  configTypes,
  hasConfigType,
  isConfigValue,
  parseConfigValue,
} from "./config-options.ts";
export { type DescribeOptions, describeFindings } from "./describe/findings.ts";
export * from "./difference.ts";
export * from "./errors.ts";
export type { Field, ScalarValue } from "./field.ts";
export {
  checkFieldChanges,
  describeFieldChange,
  type FieldChange,
  serviceFieldChanges,
} from "./field-changes.ts";
export type { DescribedField, FieldShape, FieldText } from "./fields/field-set.ts";
export { type DescribedSection, layerSections } from "./fields/sections.ts";
export { compareKeys } from "./key-order.ts";
export * from "./layer.ts";
export * from "./layer-file.ts";
export * from "./log-target.ts";
export { startOrder, stopOrder } from "./order/lanes.ts";
export { findLoops } from "./order/loop.ts";
export { type Origin, serviceOrigins } from "./origins.ts";
export type { AccountMessage, AccountRequest } from "./parse/account.ts";
export { parseIdentities } from "./parse/identities.ts";
export { type ParseOptions, parseLayer } from "./parse/layer.ts";
export {
  type CharmcraftFiles,
  type NamedText,
  parseCharmcraft,
} from "./parse-charmcraft.ts";
export * from "./plan.ts";
export { jsonAsYaml, type PlainData, type PlainMap } from "./print/data.ts";
export {
  checkData,
  layerData,
  logTargetData,
  planData,
  printLayer,
  printPlan,
  serviceData,
} from "./print/plan.ts";
export { printText } from "./print/scalar.ts";
export type { JsonSchema } from "./schema/json-schema.ts";
export { layerSchema } from "./schema/layer.ts";
export * from "./service.ts";
export { type AddOptions, addLayer, refuseReservedLabel } from "./stack.ts";
export {
  type Finding,
  type LayerFilesRead,
  type LayerText,
  type Validation,
  validateLayers,
} from "./validate/layers.ts";
export { findPlace, type LayerPlace } from "./validate/place.ts";
export * from "./workload.ts";
export { type DecodedText, decodeYaml, type EncodingFault } from "./yaml/decode.ts";
export { readYamlFields, YamlField } from "./yaml-fields.ts";
