import type { CaseList, RequestStep, Step } from "../case.ts";
import { failure } from "../replies.ts";

const daemon = ["--hold", "--https", "{https}"] as const;
const denied = failure(401, { message: "access denied", kind: "login-required" });
const noUser = "cannot determine UID of request, so cannot retrieve notices";

/** Makes identities of certificates, each with the access given. */
function addIdentities(access: Readonly<Record<string, string>>): Step {
  const identities = Object.fromEntries(
    Object.entries(access).map(([name, level]) => [name, { access: level, cert: { pem: `{pem:${name}}` } }]),
  );
  return { send: "POST /v1/identities", body: { action: "add", identities }, status: 200 };
}

/** Asks over HTTPS with a certificate. */
function ask(name: string, send: string, expected: Partial<RequestStep> & { status: number }): RequestStep {
  return { send, over: "https", showing: [name], ...expected };
}

/** HTTPS: certificates of the server and of clients. */
export const https: CaseList = {
  noun: "https",
  cases: [
    {
      name: "every client shows one certificate, whichever it is, and sees what is open",
      daemon,
      certificates: { one: "good", other: "good", old: "expired", server: "for servers" },
      steps: [
        ...["one", "old", "server"].flatMap((name) => [
          ask(name, "GET /v1/system-info", {
            status: 200,
            json: { result: { "https-address": "127.0.0.1:{n}" } },
          }),
          ask(name, "GET /v1/health", { status: 200 }),
          ask(name, "GET /v1/services", denied),
          ask(name, "GET /v1/metrics", denied),
        ]),
        { send: "GET /v1/system-info", over: "https", showing: [], status: 0 },
        { send: "GET /v1/system-info", over: "https", showing: ["one", "other"], status: 0 },
        { send: "GET /v1/system-info", status: 200, json: { result: { "https-address": "127.0.0.1:{n}" } } },
      ],
    },
    {
      name: "the certificate of an identity has its access, at once",
      daemon,
      certificates: { boss: "good", reader: "good", scraper: "good", nobody: "good" },
      steps: [
        ask("boss", "GET /v1/services", denied),
        addIdentities({ boss: "admin", reader: "read", scraper: "metrics", nobody: "untrusted" }),
        ask("boss", "GET /v1/services", { status: 200 }),
        ask("boss", "GET /v1/plan?format=yaml", { status: 200 }),
        ask("boss", "GET /v1/metrics", { status: 200, text: "" }),
        ask("reader", "GET /v1/services", { status: 200 }),
        ask("reader", "GET /v1/plan?format=yaml", denied),
        ask("reader", "GET /v1/metrics", { status: 200 }),
        ask("scraper", "GET /v1/metrics", { status: 200 }),
        ask("scraper", "GET /v1/services", denied),
        ask("nobody", "GET /v1/metrics", denied),
        ask("nobody", "GET /v1/health", { status: 200 }),
        {
          send: "GET /v1/identities",
          status: 200,
          json: { result: { boss: { access: "admin", cert: { pem: "*****" } } } },
        },
        { run: ["identity", "boss"], stdout: "access: admin\ncert:\n    pem: '*****'\n" },
        { run: ["identities"], stdout: "{any}boss     admin      unknown\n{any}" },
        {
          send: "POST /v1/identities",
          body: { action: "remove", identities: { boss: null } },
          status: 200,
        },
        ask("boss", "GET /v1/services", denied),
      ],
    },
    {
      name: "a certificate that is expired or for servers has no access, though it is an identity's",
      daemon,
      certificates: { old: "expired", server: "for servers" },
      steps: [
        addIdentities({ old: "admin", server: "admin" }),
        ...["old", "server"].flatMap((name) => [
          ask(name, "GET /v1/services", denied),
          ask(name, "GET /v1/metrics", denied),
          ask(name, "GET /v1/health", { status: 200 }),
        ]),
      ],
    },
    {
      name: "passwords are not looked at, and nobody has notices",
      daemon,
      certificates: { boss: "good", other: "good" },
      steps: [
        addIdentities({ boss: "admin" }),
        {
          send: "POST /v1/identities",
          body: {
            action: "add",
            identities: {
              amy: {
                access: "admin",
                basic: {
                  password:
                    "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1",
                },
              },
            },
          },
          status: 200,
        },
        ask("other", "GET /v1/services", {
          headers: { authorization: `Basic ${Buffer.from("amy:secret").toString("base64")}` },
          ...denied,
        }),
        ask("boss", "GET /v1/notices", failure(403, { message: noUser })),
        ask("boss", "POST /v1/notices", {
          body: { action: "add", type: "custom", key: "a.b/c" },
          ...failure(403, { message: "cannot determine UID of request, so cannot create notice" }),
        }),
      ],
    },
    {
      name: "who speaks HTTP without TLS is told so",
      daemon: ["--hold", "--https", "{https}"],
      steps: [
        {
          send: "GET /v1/health",
          over: "plain https",
          status: 400,
          text: "Client sent an HTTP request to an HTTPS server.\n",
        },
      ],
    },
    {
      name: "a certificate of an identity is one block of PEM and nothing more",
      certificates: { one: "good" },
      steps: [
        ...(
          [
            ["", "cert identity must include a PEM-encoded certificate"],
            ["x", "cert identity must include a PEM-encoded certificate"],
            ["x{pem:one}", "cert identity must include a PEM-encoded certificate"],
            ["{pem:one}\n", "cert identity cannot have extra data after the PEM block"],
            ["{pem:one}{pem:one}", "cert identity cannot have extra data after the PEM block"],
            [
              "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
              "cannot parse certificate from cert identity: x509: malformed certificate",
            ],
          ] as const
        ).map(([pem, reason]) => ({
          send: "POST /v1/identities",
          body: { action: "add", identities: { a: { access: "read", cert: { pem } } } },
          ...failure(400, { message: `invalid identity for "a": ${reason}` }),
        })),
        ...["{pem:one}", "some words\n{pem:one}"].map((pem) => ({
          send: "POST /v1/identities",
          body: { action: "replace", identities: { a: { access: "read", cert: { pem } } } },
          status: 200,
        })),
      ],
    },
    {
      name: "the daemon does not start with a place or key that will not do",
      daemon: "none",
      files: { "identity/key.pem": "" },
      steps: [
        ...(
          [
            ["x", "listen tcp: address x: missing port in address"],
            [":99999", "listen tcp: address 99999: invalid port"],
            ["a:b:1", "listen tcp: address a:b:1: too many colons in address"],
          ] as const
        ).map(([address, reason]) => ({
          run: ["run", "--create-dirs", "--https", address],
          env: { PEBBLE: "{dir}/other" },
          code: 1,
          stderr: `{any}cannot run daemon: cannot TLS listen on "${address}": ${reason}\n`,
        })),
        {
          run: ["run", "--https", "127.0.0.1:0"],
          code: 1,
          stderr:
            '{any}cannot run daemon: cannot load identity key: expected permission 0o700 (got 0o755) for "{dir}/identity"\n',
        },
        {
          run: ["run", "--https", "127.0.0.1:0"],
          env: { PEBBLE_PERSIST: "never" },
          code: 1,
          stderr:
            "{any}cannot run daemon: cannot use --https with PEBBLE_PERSIST=never: identity key requires persistent state\n",
        },
      ],
    },
  ],
};
