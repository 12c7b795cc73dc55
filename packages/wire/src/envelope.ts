import { anything, type Infer, integer, object, oneOf, string } from "./schema.ts";

/** The body of an error answer, and of a failed entry in a files answer. */
export const ErrorResult = object(
  { message: string() },
  { kind: string({ description: "a kind of errorKinds; absent for ordinary errors" }), value: anything() },
);
/** The body of an error answer, and of a failed entry in a files answer. */
export type ErrorResult = Infer<typeof ErrorResult>;

/**
 * What every JSON answer is wrapped in.
 * @source pebble 1.32, docs/specs/openapi.yaml, BaseResponse and BaseAsyncResponse
 */
export const Envelope = object(
  {
    type: oneOf(["sync", "async", "error"]),
    "status-code": integer(),
    status: string(),
  },
  {
    change: string({ description: "id of the change, when type is async" }),
    result: anything(),
    "latest-warning": string({
      description: "when the newest warning last repeated; absent without warnings",
    }),
  },
);
/** What every JSON answer is wrapped in. */
export type Envelope = Infer<typeof Envelope>;
