import { anything, Identities, IdentitiesRequest, nil, PairingRequest } from "@cobble/wire";
import type { Endpoint } from "./endpoint.ts";

/** Who may do what. */
export const identityEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/identities",
    access: "read",
    summary: "All identities, their secrets hidden",
    answers: [{ type: "sync", result: Identities }],
  },
  {
    method: "POST",
    path: "/v1/identities",
    access: "admin",
    summary: "Add, update, replace or remove identities",
    body: IdentitiesRequest,
    answers: [{ type: "sync", result: nil() }],
    errors: [400],
  },
  {
    method: "POST",
    path: "/v1/pairing",
    access: "pairing",
    summary: "Open or close the window for pairing, or pair",
    description:
      "Admins `open` the window for a time, and `close` it. While it is open, a client that shows a certificate over HTTPS may `pair`: the certificate becomes an admin's identity. The reference has the path and denies it to everybody.",
    body: PairingRequest,
    answers: [
      { type: "sync", result: anything({ description: "of `open`: PairingWindow; of `pair`: Paired" }) },
    ],
    errors: [400],
  },
];
