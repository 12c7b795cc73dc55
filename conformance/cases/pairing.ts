import type { CaseList, Exception, RequestStep } from "../case.ts";
import { failure } from "../replies.ts";

const denied = failure(401, { message: "access denied", kind: "login-required" });

function pair(name: string): RequestStep {
  return { send: "POST /v1/pairing", over: "https", showing: [name], body: { action: "pair" }, ...denied };
}

/** That the mode of the plan opens nothing by itself. */
function closed(mode: string): readonly RequestStep[] {
  const layer = `pairing: {mode: ${mode}}`;
  return [
    {
      send: "POST /v1/layers",
      body: { action: "add", combine: true, label: "x", format: "yaml", layer },
      status: 200,
    },
    pair("one"),
    { send: "POST /v1/pairing", ...denied },
    { send: "POST /v1/pairing", body: { action: "pair" }, ...denied },
    { send: "POST /v1/pairing", body: "garbage", ...denied },
  ];
}

const ours: Exception = {
  target: "pebble",
  kind: "differs on purpose",
  reason: "nothing opens its window for pairing: the commands that do are ours",
};

const daemon = ["--hold", "--https", "{https}"] as const;

/** Pairing: how a client becomes an admin by its certificate. */
export const pairing: CaseList = {
  noun: "pairing",
  cases: [
    {
      name: "without an admin who opens it, it is denied to everybody in every mode",
      daemon,
      certificates: { one: "good" },
      steps: [
        pair("one"),
        ...["disabled", "single", "multiple"].flatMap(closed),
        { send: "GET /v1/pairing", ...failure(405, { message: 'method "GET" not allowed' }) },
      ],
    },
    {
      name: "an admin's certificate is denied it too",
      daemon,
      certificates: { boss: "good" },
      files: { "layers/001-base.yaml": "pairing: {mode: single}" },
      steps: [
        {
          send: "POST /v1/identities",
          body: { action: "add", identities: { boss: { access: "admin", cert: { pem: "{pem:boss}" } } } },
          status: 200,
        },
        pair("boss"),
      ],
    },
    {
      name: "a client pairs while an admin has it open, and is an admin then",
      daemon,
      certificates: { one: "good", two: "good" },
      files: { "layers/001-base.yaml": "pairing: {mode: single}" },
      steps: [
        {
          run: ["open-pairing", "--timeout", "30s"],
          stdout: "Pairing is open for one client until {time}.\n",
        },
        { ...pair("one"), status: 200, json: { result: { name: "{any}" } } },
        { send: "GET /v1/plan?format=yaml", over: "https", showing: ["one"], status: 200 },
        pair("two"),
        {
          run: ["identities"],
          stdout: "Name                 Access  Types\npaired-{any}  admin   unknown\n",
        },
        {
          run: ["open-pairing"],
          code: 1,
          stderr: "error: cannot open pairing: a client has paired already, {any}",
        },
      ],
      except: ours,
    },
    {
      name: "it is open in mode multiple until it is closed",
      daemon,
      certificates: { one: "good", two: "good", three: "good", old: "expired" },
      files: { "layers/001-base.yaml": "pairing: {mode: multiple}" },
      steps: [
        { run: ["open-pairing"], stdout: "Pairing is open for clients until {time}.\n" },
        { ...pair("old"), ...failure(400, { message: "cannot pair: x509: certificate has expired{any}" }) },
        { ...pair("one"), status: 200, json: { result: { name: "{any}" } } },
        { ...pair("two"), status: 200, json: { result: { name: "{any}" } } },
        { run: ["close-pairing"], stdout: "Pairing is closed.\n" },
        pair("three"),
      ],
      except: ours,
    },
    {
      name: "it cannot be opened where the plan does not allow it",
      daemon,
      steps: [
        {
          run: ["open-pairing"],
          code: 1,
          stderr: 'error: cannot open pairing: the plan\'s pairing mode is "disabled"\n',
        },
      ],
      except: ours,
    },
  ],
};
