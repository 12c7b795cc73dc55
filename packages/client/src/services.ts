import {
  anything,
  Explanation,
  ReplanPreview,
  type ServiceAction,
  type ServiceInfo,
  ServiceInfos,
  type ServicesRequest,
} from "@cobble/wire";
import type { CallOptions, ChangeId } from "./call-options.ts";
import { askExtension } from "./extension.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** `/v1/services`. Every action settles when the change has been accepted, not when it is done: see `changes.wait`. */
export interface ServiceCalls {
  /** @param names all services when empty or absent */
  list(names?: readonly string[], options?: CallOptions): Promise<readonly ServiceInfo[]>;
  start(names: readonly string[], options?: CallOptions): Promise<ChangeId>;
  stop(names: readonly string[], options?: CallOptions): Promise<ChangeId>;
  restart(names: readonly string[], options?: CallOptions): Promise<ChangeId>;
  replan(options?: CallOptions): Promise<ChangeId>;
  /**
   * What `replan` would do now, and why. The reference does not have it: it answers with a 404.
   * @throws {UnsupportedError} when the supervisor has no such preview
   */
  previewReplan(options?: CallOptions): Promise<ReplanPreview>;
  /**
   * Why a service is in its state. The reference does not have it.
   * @throws {UnsupportedError} when the supervisor has no explanations
   * @throws {APIError} of kind `not-found` when the service is not in the plan
   */
  explain(name: string, options?: CallOptions): Promise<Explanation>;
  autostart(options?: CallOptions): Promise<ChangeId>;
}

/** The calls of `/v1/services`. */
export const serviceCalls = (requester: Requester): ServiceCalls => {
  const act = async (
    action: ServiceAction,
    options: { readonly names: readonly string[]; readonly call: CallOptions | undefined },
  ): Promise<ChangeId> => {
    const body: ServicesRequest = { action, services: options.names };
    const { changeId } = await requester.postChange({
      target: "/v1/services",
      body,
      schema: anything(),
      options: options.call,
    });
    return changeId;
  };
  return {
    list: (names = [], options) => {
      // `names=` is sent even when there are none: it is what the reference's errors show.
      const target = withQuery("/v1/services", { names: names.join(",") });
      return requester.get({ target, schema: ServiceInfos, options });
    },
    start: (names, call) => act("start", { names, call }),
    stop: (names, call) => act("stop", { names, call }),
    restart: (names, call) => act("restart", { names, call }),
    replan: (call) => act("replan", { names: [], call }),
    previewReplan: (options) =>
      askExtension("preview a replan", () =>
        requester.get({ target: "/v1/replan/preview", schema: ReplanPreview, options }),
      ),
    explain: (name, options) =>
      askExtension("explain a service", () => {
        const target = `/v1/services/${encodeURIComponent(name)}/explanation`;
        return requester.get({ target, schema: Explanation, options });
      }),
    autostart: (call) => act("autostart", { names: [], call }),
  };
};
