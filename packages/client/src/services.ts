import {
  anything,
  Explanation,
  ReplanPreview,
  type ServiceAction,
  ServiceInfos,
  type ServicesRequest,
} from "@cobble/wire";
import type { CallOptions, ChangeId, ServiceCalls } from "./client.ts";
import { askExtension } from "./extension.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

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
