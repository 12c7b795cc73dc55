import {
  addLayer,
  type CombineOptions,
  combineLayers,
  equalWorkloads,
  LabelError,
  type Layer,
  type Plan,
  parseLayer,
  printPlan,
  refuseReservedLabel,
} from "@cobble/plan";
import { ApiError, messageOf } from "../../errors.ts";

/** What a client sends to add a layer. */
export interface LayerRequest {
  readonly label: string;
  readonly yaml: string;
  readonly combine: boolean;
  readonly inner: boolean;
}

/** Keeps the layers and the plan that they make, and tells when it changes. */
export interface PlanManager {
  plan(): Plan;
  /** What the plan is made of, lowest first. */
  layers(): readonly Layer[];
  /** The plan as canonical YAML; printed once per change of the plan. */
  text(): string;
  /**
   * Adds a layer, or combines it with the one of its label.
   * @throws {ApiError} 400 when it does not parse, is refused, would change a workload, or the plan that it would make is
   * wrong; nothing is changed then
   */
  add(request: LayerRequest): void;
  /** Calls `listener` with each new plan; managers take what is theirs from it. */
  onChange(listener: (plan: Plan) => void): void;
}

/**
 * The manager of a stack of layers.
 * @throws {PlanError} when the layers do not make a valid plan
 */
export const createPlanManager = (initial: readonly Layer[], options: CombineOptions = {}): PlanManager => {
  let layers = initial;
  let plan = combineLayers(layers, options);
  let text: string | undefined;
  const listeners: ((plan: Plan) => void)[] = [];
  return {
    plan: () => plan,
    layers: () => layers,
    text: () => {
      text ??= printPlan(plan);
      return text;
    },
    add: (request) => {
      const next = joinLayer(layers, request, options);
      if (!equalWorkloads(plan, next.plan)) {
        throw new ApiError(400, 'cannot change immutable section "workloads"');
      }
      plan = next.plan;
      layers = next.layers;
      text = undefined;
      for (const listener of listeners) listener(plan);
    },
    onChange: (listener) => void listeners.push(listener),
  };
};

const joinLayer = (
  layers: readonly Layer[],
  request: LayerRequest,
  options: CombineOptions,
): { readonly layers: readonly Layer[]; readonly plan: Plan } => {
  let layer: Layer;
  try {
    refuseReservedLabel(request.label);
    layer = parseLayer(request.yaml, { label: request.label, ...options });
  } catch (error) {
    throw new ApiError(400, `cannot parse layer YAML: ${messageOf(error)}`);
  }
  try {
    const joined = addLayer(layers, layer, { combine: request.combine, inner: request.inner });
    return { layers: joined, plan: combineLayers(joined, options) };
  } catch (error) {
    throw new ApiError(statusOf(error), messageOf(error));
  }
};

/** @source pebble 1.32, seen: a layer that would not come on top without `inner` is the one refusal that is a 500 */
const statusOf = (error: unknown): 400 | 500 =>
  error instanceof LabelError && error.kind === "label-inner" ? 500 : 400;
