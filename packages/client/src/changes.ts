import {
  ChangeInfo,
  ChangeInfos,
  type ChangeRequest,
  type ChangeSelection,
  formatDurationMs,
} from "@cobble/wire";
import type { CallOptions, ChangeId } from "./call-options.ts";
import { APIError, ChangeError, TimeoutError } from "./errors.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** `/v1/changes`. */
export interface ChangeCalls {
  list(
    filter?: { readonly select?: ChangeSelection; readonly service?: string },
    options?: CallOptions,
  ): Promise<readonly ChangeInfo[]>;
  get(id: ChangeId, options?: CallOptions): Promise<ChangeInfo>;
  /**
   * Waits until the change is ready.
   * @param options.timeoutMs gives up after that long with a {@link TimeoutError}; for ever when absent
   * @returns the change as it ended; look at its `err`, or use `waitDone`
   */
  wait(id: ChangeId, options?: CallOptions & { readonly timeoutMs?: number }): Promise<ChangeInfo>;
  /** {@link ChangeCalls.wait}, and throws a {@link ChangeError} when the change ended with an error. */
  waitDone(id: ChangeId, options?: CallOptions & { readonly timeoutMs?: number }): Promise<ChangeInfo>;
  abort(id: ChangeId, options?: CallOptions): Promise<ChangeInfo>;
}

const gatewayTimeout = 504;

const pathOf = (id: ChangeId): string => `/v1/changes/${encodeURIComponent(id)}`;

/** The calls of `/v1/changes`. */
export const changeCalls = (requester: Requester): ChangeCalls => {
  const wait = async (
    id: ChangeId,
    options?: CallOptions & { readonly timeoutMs?: number },
  ): Promise<ChangeInfo> => {
    const timeout = options?.timeoutMs === undefined ? undefined : formatDurationMs(options.timeoutMs);
    const target = withQuery(`${pathOf(id)}/wait`, { timeout });
    try {
      return await requester.get({ target, schema: ChangeInfo, options });
    } catch (error) {
      if (error instanceof APIError && error.statusCode === gatewayTimeout) {
        throw new TimeoutError(error.message, { cause: error });
      }
      throw error;
    }
  };
  return {
    list: (filter = {}, options) => {
      const target = withQuery("/v1/changes", { select: filter.select, for: filter.service });
      return requester.get({ target, schema: ChangeInfos, options });
    },
    get: (id, options) => requester.get({ target: pathOf(id), schema: ChangeInfo, options }),
    wait,
    waitDone: async (id, options) => {
      const change = await wait(id, options);
      if (change.err !== undefined && change.err !== "") throw new ChangeError(change);
      return change;
    },
    abort: (id, options) => {
      const body: ChangeRequest = { action: "abort" };
      return requester.post({ target: pathOf(id), body, schema: ChangeInfo, options });
    },
  };
};
