import { SignalsRequest } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { ServiceManager } from "../managers/services/manager.ts";
import { readBody } from "./body.ts";
import type { Handler } from "./request.ts";
import { sync } from "./respond.ts";

/** `POST /v1/signals`. */
export const createSignalsHandler =
  (manager: ServiceManager): Handler =>
  async (request) => {
    const body = await readBody(request, SignalsRequest, { prefix: "cannot decode request body" });
    const names = body.services ?? [];
    if (names.length === 0) throw new ApiError(400, "must specify one or more services");
    manager.signal(body.signal ?? "", names);
    return sync(true);
  };
