import { ExecRequest } from "@cobble/wire";
import type { ExecManager } from "../managers/exec/manager.ts";
import type { Audit } from "./audit.ts";
import { readBody } from "./body.ts";
import type { Handler } from "./request.ts";
import { accepted } from "./respond.ts";

/** The handler of `POST /v1/exec`. */
export const createExecHandler =
  (manager: ExecManager, audit: Audit): Handler =>
  async (request) => {
    const body = await readBody(request, ExecRequest, { prefix: "cannot decode request body" });
    const { change, result } = manager.start(body);
    audit.adminActs(request.caller, { act: "exec", to: body.command?.[0] ?? "" });
    return accepted(change, result);
  };
