import { boolean, LayersRequest, PlanText, ReplanPreview } from "@cobble/wire";
import { choice, type Endpoint } from "./endpoint.ts";

/** Layers, and the plan that they make. */
export const planEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/plan",
    access: "admin",
    summary: "The combined plan as YAML",
    parameters: [{ ...choice("format", ["yaml"], "Has to be given"), isRequired: true }],
    answers: [{ type: "sync", result: PlanText }],
    errors: [400],
  },
  {
    method: "POST",
    path: "/v1/layers",
    access: "admin",
    summary: "Add a layer, or combine it with one",
    body: LayersRequest,
    answers: [{ type: "sync", result: boolean() }],
    errors: [400, 500],
  },
  {
    method: "GET",
    path: "/v1/replan/preview",
    access: "read",
    summary: "What a replan would do, and why",
    answers: [{ type: "sync", result: ReplanPreview }],
    isOurs: true,
  },
];
