import { checkLevels, Health, SystemInfo } from "@cobble/wire";
import { type Endpoint, names, optionalChoice } from "./endpoint.ts";

/** The daemon itself: what it is, whether all is well, and this description. */
export const systemEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/system-info",
    access: "open",
    summary: "The daemon's version and addresses",
    answers: [{ type: "sync", result: SystemInfo }],
  },
  {
    method: "GET",
    path: "/v1/health",
    access: "open",
    summary: "Whether all checks are well",
    description: "Status 200 when they are, 502 when one is down, with the same result in both.",
    parameters: [
      optionalChoice("level", checkLevels, "Only checks of this level; `ready` takes those of `alive` in"),
      names("checks"),
    ],
    answers: [{ type: "sync", result: Health }],
    errors: [400],
  },
  {
    method: "GET",
    path: "/v1/openapi.json",
    access: "open",
    summary: "This description",
    answers: [{ type: "other", mediaType: "application/json", description: "OpenAPI 3.1" }],
    isOurs: true,
  },
];
