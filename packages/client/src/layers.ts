import { anything, type LayersRequest } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import type { Requester } from "./requester.ts";

/** `/v1/layers`. */
export interface LayerCalls {
  add(
    layer: {
      readonly label: string;
      readonly yaml: string;
      readonly combine?: boolean;
      readonly inner?: boolean;
    },
    options?: CallOptions,
  ): Promise<void>;
}

/** The calls of `/v1/layers`. */
export const layerCalls = (requester: Requester): LayerCalls => ({
  add: async (layer, options) => {
    const body: LayersRequest = {
      action: "add",
      combine: layer.combine ?? false,
      inner: layer.inner ?? false,
      label: layer.label,
      format: "yaml",
      layer: layer.yaml,
    };
    await requester.post({ target: "/v1/layers", body, schema: anything(), options });
  },
});
