import { boolean, type Infer, object, string } from "./schema.ts";

/** Body of `POST /v1/layers` (admin): `action` is `add`, `format` is `yaml`; answered by `true`. */
export const LayersRequest = object(
  {},
  {
    action: string(),
    combine: boolean({ description: "combine with the layer of that label, if there is one; default false" }),
    inner: boolean({ description: "the label may be new inside an existing directory; default false" }),
    label: string(),
    format: string(),
    layer: string({ description: "the layer as YAML" }),
  },
);
/** Body of `POST /v1/layers` (admin). */
export type LayersRequest = Infer<typeof LayersRequest>;
