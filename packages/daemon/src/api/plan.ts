import { quoted } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { PlanManager } from "../managers/plan/manager.ts";
import type { ApiResponse, Handler } from "./request.ts";
import { sync } from "./respond.ts";

/** `GET /v1/plan?format=yaml`; the answer is made once per change of the plan. */
export const createPlanHandler = (manager: PlanManager): Handler => {
  let answer: { readonly text: string; readonly response: ApiResponse } | undefined;
  return (request) => {
    const format = request.query().get("format") ?? "";
    if (format !== "yaml") throw new ApiError(400, `invalid format ${quoted(format)}`);
    const text = manager.text();
    if (answer?.text !== text) answer = { text, response: sync(text) };
    return answer.response;
  };
};
