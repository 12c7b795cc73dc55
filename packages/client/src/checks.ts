import {
  type CheckInfo,
  CheckInfos,
  type CheckLevel,
  ChecksChanged,
  type ChecksRequest,
  type RefreshRequest,
  RefreshResult,
} from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** `/v1/checks`. */
export interface CheckCalls {
  list(
    filter?: { readonly level?: CheckLevel; readonly names?: readonly string[] },
    options?: CallOptions,
  ): Promise<readonly CheckInfo[]>;
  /** @returns the names that were not running before */
  start(names: readonly string[], options?: CallOptions): Promise<readonly string[]>;
  /** @returns the names that were running before */
  stop(names: readonly string[], options?: CallOptions): Promise<readonly string[]>;
  refresh(name: string, options?: CallOptions): Promise<RefreshResult>;
}

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
