import { Identities, IdentitiesRequest, nil } from "@cobble/wire";
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
];
