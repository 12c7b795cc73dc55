import type { CaseList, Exception } from "../case.ts";
import { failure, sync } from "../replies.ts";
import { oneService, threeServices } from "./service-files.ts";

const notThere: Exception = {
  target: "pebble",
  kind: "differs on purpose",
  reason: "an endpoint of ours: the reference answers 404, which is how clients know that it lacks it",
};

/** What Cobble has beyond the reference, each with a name that the reference does not know. */
export const extensions: CaseList = {
  noun: "extensions",
  cases: [
    {
      name: "the preview of a replan tells of each service what would be done",
      files: threeServices,
      steps: [
        {
          send: "GET /v1/replan/preview",
          ...sync({
            services: [
              { name: "app", current: "inactive", action: "keep", reasons: [] },
              { name: "db", current: "inactive", action: "keep", reasons: [] },
              {
                name: "web",
                current: "inactive",
                action: "start",
                reasons: [{ kind: "enabled", text: "startup is enabled" }],
              },
            ],
            checks: [],
          }),
        },
      ],
      except: notThere,
    },
    {
      name: "the explanation of a service that was never started says so",
      files: threeServices,
      steps: [
        {
          send: "GET /v1/services/db/explanation",
          ...sync({
            service: "db",
            startup: "disabled",
            current: "inactive",
            "current-since": "{absent}",
            chain: [
              { kind: "never-started", text: "has not been started since the supervisor started" },
              { kind: "disabled", text: "is not enabled, and no enabled service requires it" },
            ],
            settings: [
              { field: "command", value: "sleep 1001", layer: "base", line: 3 },
              { field: "startup", value: "disabled", layer: "{absent}" },
            ],
          }),
        },
        {
          send: "GET /v1/services/nope/explanation",
          ...failure(404, {
            kind: "not-found",
            message: 'cannot explain service "nope": it is not in the plan',
          }),
        },
      ],
      except: notThere,
    },
    {
      name: "the events of a supervisor in which nothing has happened are none",
      steps: [{ send: "GET /v1/events?follow=false", status: 200, text: "retry: 1000\n\n" }],
      except: notThere,
    },
    {
      name: "the events that are kept tell what services and changes came to",
      files: oneService("sleep 1000"),
      steps: [
        { run: ["start", "svc"] },
        {
          send: "GET /v1/events?follow=false&types=service",
          status: 200,
          text: "retry: 1000\n\nid: {any}\nevent: service\ndata: {any}starting{any}\n\nid: {any}\nevent: service\ndata: {any}running{any}\n\n",
        },
        {
          send: "GET /v1/events?types=nope",
          ...failure(400, {
            message: 'invalid event type "nope": want one of service, check, change, notice',
          }),
        },
        {
          send: "GET /v1/events?after=nope",
          ...failure(400, { message: 'invalid cursor "nope": want the cursor of an event' }),
        },
      ],
      except: notThere,
    },
    {
      name: "the stats of services that have no process tell their status and nothing that they use",
      files: threeServices,
      steps: [
        {
          send: "GET /v1/stats?names=db",
          ...sync({
            cpus: "{n}",
            supervisor: { pid: "{n}", "cpu-ms": "{n}", memory: "{n}" },
            services: [
              {
                name: "db",
                current: "inactive",
                restarts: 0,
                checks: { up: 0, down: 0, inactive: 0 },
                pid: "{absent}",
                memory: "{absent}",
              },
            ],
          }),
        },
      ],
      except: notThere,
    },
  ],
};
