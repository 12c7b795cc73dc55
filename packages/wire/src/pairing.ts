import { type Infer, object, oneOf, string } from "./schema.ts";

/** What `POST /v1/pairing` can do: admins `open` and `close` the window, a client with a certificate pairs while it is open. */
export const pairingActions = ["open", "close", "pair"] as const;
/** One of {@link pairingActions}. */
export type PairingAction = (typeof pairingActions)[number];

/** Body of `POST /v1/pairing`: `action` is one of {@link pairingActions}. */
export const PairingRequest = object(
  {},
  { action: string(), timeout: string({ description: "how long the window stays open, as in `1m30s`" }) },
);
/** Body of `POST /v1/pairing`. */
export type PairingRequest = Infer<typeof PairingRequest>;

/** The answer to an admin who has opened the window. */
export const PairingWindow = object({
  mode: oneOf(["single", "multiple"], { description: "whether it closes after the first client" }),
  until: string({ description: "when it closes by itself, RFC 3339" }),
});
/** The answer to an admin who has opened the window. */
export type PairingWindow = Infer<typeof PairingWindow>;

/** The answer to a client that has paired. */
export const Paired = object({ name: string({ description: "of its identity, which is an admin's" }) });
/** The answer to a client that has paired. */
export type Paired = Infer<typeof Paired>;
