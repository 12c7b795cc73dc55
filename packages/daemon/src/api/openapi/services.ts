import {
  boolean,
  Explanation,
  integer,
  LogEntry,
  nil,
  ServiceInfos,
  ServicesRequest,
  SignalsRequest,
  Stats,
  string,
} from "@cobble/wire";
import { choice, type Endpoint, names, pathPart } from "./endpoint.ts";

/** Services: how they are, what is done to them, what they write and use. */
export const serviceEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/services",
    access: "read",
    summary: "How services are",
    parameters: [names("services")],
    answers: [{ type: "sync", result: ServiceInfos }],
  },
  {
    method: "POST",
    path: "/v1/services",
    access: "admin",
    summary: "Start, stop, restart, replan or autostart services",
    body: ServicesRequest,
    answers: [{ type: "async", result: nil() }],
    errors: [400],
  },
  {
    method: "GET",
    path: "/v1/services/{name}",
    access: "read",
    summary: "Reserved: always an error",
    parameters: [pathPart("name", "A service")],
    answers: [],
    errors: [400],
  },
  {
    method: "GET",
    path: "/v1/services/{name}/explanation",
    access: "read",
    summary: "Why a service is in its state",
    parameters: [pathPart("name", "A service")],
    answers: [{ type: "sync", result: Explanation }],
    isOurs: true,
  },
  {
    method: "POST",
    path: "/v1/signals",
    access: "admin",
    summary: "Send a signal to services",
    body: SignalsRequest,
    answers: [{ type: "sync", result: boolean() }],
    errors: [400, 500],
  },
  {
    method: "GET",
    path: "/v1/logs",
    access: "read",
    summary: "What services wrote",
    parameters: [
      { name: "services", in: "query", description: "Only these", schema: string(), isList: true },
      {
        name: "n",
        in: "query",
        description: "How many lines back; -1 is all, 30 when absent",
        schema: integer(),
      },
      choice("follow", ["true", "false"], "Go on with new lines until the client hangs up"),
    ],
    answers: [
      {
        type: "other",
        mediaType: "application/x-ndjson",
        description: "A line of JSON each",
        schema: LogEntry,
      },
    ],
    errors: [400],
  },
  {
    method: "GET",
    path: "/v1/stats",
    access: "read",
    summary: "What the daemon and its services use",
    parameters: [names("services")],
    answers: [{ type: "sync", result: Stats }],
    isOurs: true,
  },
  {
    method: "GET",
    path: "/v1/metrics",
    access: "metrics",
    summary: "Counters for Prometheus",
    answers: [
      { type: "other", mediaType: "text/plain", description: "Prometheus text format", schema: string() },
    ],
  },
];
