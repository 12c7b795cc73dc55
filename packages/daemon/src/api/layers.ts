import { LayersRequest, quoted } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { PlanManager } from "../managers/plan/manager.ts";
import type { Audit } from "./audit.ts";
import { readBody } from "./body.ts";
import type { Handler } from "./request.ts";
import { sync } from "./respond.ts";

/** `POST /v1/layers`. */
export const createLayersHandler =
  (manager: PlanManager, audit: Audit): Handler =>
  async (request) => {
    const body = await readBody(request, LayersRequest, { prefix: "cannot decode request body" });
    if (body.action !== "add") throw new ApiError(400, `invalid action ${quoted(body.action ?? "")}`);
    if ((body.label ?? "") === "") throw new ApiError(400, "label must be set");
    if (body.format !== "yaml") throw new ApiError(400, `invalid format ${quoted(body.format ?? "")}`);
    audit.adminActs(request.caller, { act: "add_layer", to: body.label ?? "" });
    manager.add({
      label: body.label ?? "",
      yaml: body.layer ?? "",
      combine: body.combine ?? false,
      inner: body.inner ?? false,
    });
    return sync(true);
  };
