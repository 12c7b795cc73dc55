import type { CaseList, Step } from "../case.ts";
import { failure } from "../replies.ts";

/** Of the password `secret`, by `openssl passwd -6 -salt abc`. */
const hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";

const denied = failure(401, { message: "access denied", kind: "login-required" });

function credentials(words: string): { readonly authorization: string } {
  return { authorization: `Basic ${Buffer.from(words).toString("base64")}` };
}

const levels = ["admin", "read", "metrics", "untrusted"] as const;

/** Identities named by their level, all with the password `secret`. */
const addLevels: Step = {
  send: "POST /v1/identities",
  body: {
    action: "add",
    identities: Object.fromEntries(levels.map((access) => [access, { access, basic: { password: hash } }])),
  },
  status: 200,
};

const noUser = "cannot determine UID of request, so cannot retrieve notices";

/** Callers with passwords on the socket; who may call which endpoint is in `access-table.ts`. */
export const access: CaseList = {
  noun: "access",
  cases: [
    {
      name: "a wrong password, or a name that is not there, is as if none was shown",
      steps: [
        addLevels,
        ...["read:wrong", "read:", ":secret", "nobody:secret", "read"].map((words) => ({
          send: "GET /v1/plan?format=yaml",
          headers: credentials(words),
          status: 200,
        })),
        { send: "GET /v1/plan?format=yaml", headers: { authorization: "Bearer x" }, status: 200 },
        { send: "GET /v1/plan?format=yaml", headers: { authorization: "Basic !" }, status: 200 },
        { send: "GET /v1/plan?format=yaml", headers: { authorization: "bAsIc cmVhZDpzZWNyZXQ=" }, ...denied },
      ],
    },
    {
      name: "who is known by a password alone has no notices",
      steps: [
        addLevels,
        {
          send: "GET /v1/notices",
          headers: credentials("admin:secret"),
          ...failure(403, { message: noUser }),
        },
        {
          send: "GET /v1/notices/99",
          headers: credentials("admin:secret"),
          ...failure(403, { message: "cannot determine UID of request, so cannot retrieve notice" }),
        },
        {
          send: "GET /v1/notices?users=all",
          headers: credentials("admin:secret"),
          ...failure(403, { message: noUser }),
        },
        {
          send: "POST /v1/notices",
          headers: credentials("read:secret"),
          body: { action: "add", type: "custom", key: "a.b/c" },
          ...failure(403, { message: "cannot determine UID of request, so cannot create notice" }),
        },
        { send: "GET /v1/notices", headers: credentials("metrics:secret"), ...denied },
      ],
    },
    {
      name: "who is known by user ID too has the notices of the process",
      steps: [
        {
          send: "POST /v1/identities",
          body: {
            action: "add",
            identities: { both: { access: "admin", local: { "user-id": 4242 }, basic: { password: hash } } },
          },
          status: 200,
        },
        {
          send: "POST /v1/notices",
          headers: credentials("both:secret"),
          body: { action: "add", type: "custom", key: "a.b/c" },
          status: 200,
        },
        { send: "GET /v1/notices", status: 200, json: { result: [{ key: "a.b/c" }] } },
      ],
    },
    {
      name: "what is not there is so for everybody, and so is a wrong method",
      steps: [
        addLevels,
        {
          send: "GET /v1/nope",
          headers: credentials("untrusted:secret"),
          ...failure(404, { message: "invalid API endpoint requested" }),
        },
        {
          send: "PUT /v1/plan",
          headers: credentials("untrusted:secret"),
          ...failure(405, { message: 'method "PUT" not allowed' }),
        },
      ],
    },
    {
      name: "a change of an identity counts at once",
      steps: [
        addLevels,
        { send: "GET /v1/services", headers: credentials("untrusted:secret"), ...denied },
        {
          send: "POST /v1/identities",
          body: {
            action: "update",
            identities: { untrusted: { access: "read", basic: { password: hash } } },
          },
          status: 200,
        },
        { send: "GET /v1/services", headers: credentials("untrusted:secret"), status: 200 },
      ],
    },
    {
      name: "hashes of other kinds let nobody in",
      steps: [
        {
          send: "POST /v1/identities",
          body: {
            action: "add",
            identities: {
              plain: { access: "untrusted", basic: { password: "secret" } },
              short: { access: "untrusted", basic: { password: hash.slice(0, -1) } },
            },
          },
          status: 200,
        },
        // Were it the right one, there would be no access.
        { send: "GET /v1/plan?format=yaml", headers: credentials("plain:secret"), status: 200 },
        { send: "GET /v1/plan?format=yaml", headers: credentials("short:secret"), status: 200 },
      ],
    },
  ],
};
