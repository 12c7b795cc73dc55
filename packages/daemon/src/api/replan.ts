import type { ReplanPreview } from "@cobble/wire";
import type { CheckManager } from "../managers/checks/manager.ts";
import type { PlanManager } from "../managers/plan/manager.ts";
import type { ServiceManager } from "../managers/services/manager.ts";
import type { Handler } from "./request.ts";
import { sync } from "./respond.ts";

/** `GET /v1/replan/preview`: what a replan would do now. Nothing is done, so that whoever may read may ask. */
export const createReplanHandler =
  (backend: {
    readonly plan: PlanManager;
    readonly services: ServiceManager;
    readonly checks: CheckManager;
  }): Handler =>
  () => {
    const preview: ReplanPreview = {
      services: backend.services.previewReplan(),
      checks: backend.checks.preview(backend.plan.plan()),
    };
    return sync(preview);
  };
