import { ExecRequest } from "@cobble/wire";
import type { ExecManager } from "../managers/exec/manager.ts";
import { readBody } from "./body.ts";
import type { Handler } from "./request.ts";
import { accepted } from "./respond.ts";

/** The handler of `POST /v1/exec`. */
export const createExecHandler =
  (manager: ExecManager): Handler =>
  async (request) => {
    const body = await readBody(request, ExecRequest, { prefix: "cannot decode request body" });
    const { change, result } = manager.start(body);
    return accepted(change, result);
  };
