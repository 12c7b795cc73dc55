import {
  CheckInfos,
  ChecksChanged,
  type ChecksRequest,
  type RefreshRequest,
  RefreshResult,
} from "@cobble/wire";
import type { CallOptions, CheckCalls } from "./client.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** The calls of `/v1/checks`. */
export const checkCalls = (requester: Requester): CheckCalls => {
  const act = async (body: ChecksRequest, options?: CallOptions): Promise<readonly string[]> => {
    const call = { target: "/v1/checks", body, schema: ChecksChanged, options };
    return (await requester.post(call)).changed;
  };
  return {
    list: (filter = {}, options) => {
      const target = withQuery("/v1/checks", { level: filter.level, names: filter.names });
      return requester.get({ target, schema: CheckInfos, options });
    },
    start: (checks, options) => act({ action: "start", checks }, options),
    stop: (checks, options) => act({ action: "stop", checks }, options),
    refresh: (name, options) => {
      const body: RefreshRequest = { name };
      return requester.post({ target: "/v1/checks/refresh", body, schema: RefreshResult, options });
    },
  };
};
