import type { CaseList } from "../case.ts";
import { failure, sync } from "../replies.ts";

const notFound = failure(404, { message: "invalid API endpoint requested" });

/** What every answer has in common, and what every request can do wrong. */
export const envelope: CaseList = {
  noun: "envelope",
  cases: [
    {
      name: "system-info tells the version and the boot, in the sync envelope",
      steps: [
        {
          send: "GET /v1/system-info",
          ...sync({ version: "{any}", "boot-id": "{any}" }),
          answerHeaders: { "content-type": "application/json" },
        },
      ],
    },
    {
      name: "an unknown path is 404 in the error envelope",
      steps: [
        { send: "GET /v1/nope", ...notFound },
        { send: "GET /", ...notFound },
        { send: "GET /v2/plan", ...notFound },
        { send: "POST /v1/warnings", body: {}, ...notFound },
        { send: "DELETE /v1/nope", ...notFound },
        { send: "GET /v1/services/web/more", ...notFound },
      ],
    },
    {
      name: "a wrong method is 405 and names it",
      steps: [
        { send: "PUT /v1/plan", ...failure(405, { message: 'method "PUT" not allowed' }) },
        { send: "POST /v1/plan", ...failure(405, { message: 'method "POST" not allowed' }) },
        { send: "DELETE /v1/services", ...failure(405, { message: 'method "DELETE" not allowed' }) },
        { send: "GET /v1/exec", ...failure(405, { message: 'method "GET" not allowed' }) },
        { send: "GET /v1/layers", ...failure(405, { message: 'method "GET" not allowed' }) },
        { send: "POST /v1/health", ...failure(405, { message: 'method "POST" not allowed' }) },
        { send: "PATCH /v1/notices", ...failure(405, { message: 'method "PATCH" not allowed' }) },
      ],
    },
    {
      name: "a body that is not JSON is 400 and says where it is read",
      steps: [
        {
          send: "POST /v1/services",
          body: "nope",
          ...failure(400, { message: "cannot decode data from request body: {any}" }),
        },
        {
          send: "POST /v1/layers",
          body: "{",
          ...failure(400, { message: "cannot decode request body: {any}" }),
        },
        {
          send: "POST /v1/exec",
          body: "",
          ...failure(400, { message: "cannot decode request body: {any}" }),
        },
        {
          send: "POST /v1/notices",
          body: "[]",
          ...failure(400, { message: "cannot decode request body: {any}" }),
        },
        {
          send: "POST /v1/signals",
          body: "5",
          ...failure(400, { message: "cannot decode request body: {any}" }),
        },
        {
          send: "POST /v1/checks",
          body: '"x"',
          ...failure(400, { message: "cannot decode data from request body: {any}" }),
        },
      ],
    },
    {
      name: "a body is read to the end of its first value, and unknown keys are ignored",
      steps: [
        {
          send: "POST /v1/services",
          body: '{"action":"replan","services":[],"more":1} trailing',
          status: 202,
          json: { type: "async", change: "1" },
        },
        {
          send: "POST /v1/services",
          body: "null",
          ...failure(400, { message: "must specify services for  action" }),
        },
      ],
    },
  ],
};
