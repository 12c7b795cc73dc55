import {
  CheckInfos,
  ChecksChanged,
  ChecksRequest,
  checkLevels,
  RefreshRequest,
  RefreshResult,
} from "@cobble/wire";
import { type Endpoint, names, optionalChoice } from "./endpoint.ts";

/** Health checks. */
export const checkEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/checks",
    access: "read",
    summary: "How checks are",
    parameters: [optionalChoice("level", checkLevels, "Only checks of this level"), names("checks")],
    answers: [{ type: "sync", result: CheckInfos }],
    errors: [400],
  },
  {
    method: "POST",
    path: "/v1/checks",
    access: "admin",
    summary: "Start or stop checks",
    body: ChecksRequest,
    answers: [{ type: "sync", result: ChecksChanged }],
    errors: [400],
  },
  {
    method: "POST",
    path: "/v1/checks/refresh",
    access: "admin",
    summary: "Run a check now",
    body: RefreshRequest,
    answers: [{ type: "sync", result: RefreshResult }],
    errors: [400, 404],
  },
];
