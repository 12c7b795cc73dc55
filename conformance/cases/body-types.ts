import type { CaseList, ConformanceCase } from "../case.ts";
import { type Endpoint, endpointAt, endpoints, oneChange, refused } from "../json-endpoints.ts";
import { failure } from "../replies.ts";

const wholeCase = (endpoint: Endpoint): ConformanceCase => ({
  name: `a value that is no object is refused with its type, by POST ${endpoint.path}`,
  files: oneChange,
  steps: [
    ["5", "number"],
    ["-1.5e3", "number"],
    ['"x"', "string"],
    ["true", "bool"],
    ["[]", "array"],
  ].map(([body = "", type]) =>
    refused(endpoint, {
      body,
      message: `json: cannot unmarshal ${type} into Go value of type ${endpoint.type}`,
    }),
  ),
});

/** Fields by what Go calls them, with values that they cannot have. */
const fields: readonly {
  readonly path: string;
  readonly struct?: string;
  readonly fields: Readonly<Record<string, string>>;
}[] = [
  { path: "/v1/services", fields: { action: "string", services: "[]string" } },
  { path: "/v1/changes/1", fields: { action: "string" } },
  { path: "/v1/checks", fields: { action: "string", checks: "[]string" } },
  { path: "/v1/checks/refresh", fields: { name: "string" } },
  {
    path: "/v1/layers",
    fields: {
      action: "string",
      combine: "bool",
      inner: "bool",
      label: "string",
      format: "string",
      layer: "string",
    },
  },
  {
    path: "/v1/notices",
    fields: { action: "string", type: "string", key: "string", "repeat-after": "string" },
  },
  {
    path: "/v1/files",
    fields: { action: "string", dirs: "[]daemon.makeDirsItem", paths: "[]daemon.removePathsItem" },
  },
  {
    path: "/v1/signals",
    struct: "signalsPayload",
    fields: { signal: "string", services: "[]string" },
  },
  {
    path: "/v1/exec",
    struct: "execPayload",
    fields: {
      command: "[]string",
      "service-context": "string",
      environment: "map[string]string",
      "working-dir": "string",
      timeout: "string",
      "user-id": "int",
      user: "string",
      "group-id": "int",
      group: "string",
      terminal: "bool",
      interactive: "bool",
      "split-stderr": "bool",
      width: "int",
      height: "int",
    },
  },
];

const wrongValues: Readonly<Record<string, readonly (readonly [value: string, found: string])[]>> = {
  string: [
    ["5", "number"],
    ["{}", "object"],
    ["[]", "array"],
    ["false", "bool"],
  ],
  bool: [
    ["1", "number"],
    ['"true"', "string"],
  ],
  int: [
    ['"5"', "string"],
    ["1.5", "number 1.5"],
    ["1e3", "number 1e3"],
    ["9223372036854775808", "number 9223372036854775808"],
  ],
  list: [
    ["{}", "object"],
    ['"a"', "string"],
  ],
};

const fieldCases = fields.map(({ path, struct = "", fields: types }): ConformanceCase => {
  const endpoint = endpointAt(path);
  return {
    name: `a field of another type is refused with its name, by POST ${path}`,
    files: oneChange,
    steps: Object.entries(types).flatMap(([field, type]) =>
      (wrongValues[type] ?? (type.startsWith("map") ? [["[]", "array"]] : wrongValues["list"]) ?? []).map(
        ([value, found]) =>
          refused(endpoint, {
            body: `{"other":{"${field}":[]},"${field}":${value}}`,
            message: `json: cannot unmarshal ${found} into Go struct field ${struct}.${field} of type ${type}`,
          }),
      ),
    ),
  };
});

/** What is inside lists and maps. */
const nested: ConformanceCase = {
  name: "what is inside lists and maps is refused with the way there",
  files: oneChange,
  steps: [
    ["/v1/services", '{"services":["a",5]}', "number into Go struct field .services of type string"],
    ["/v1/checks", '{"checks":[[]]}', "array into Go struct field .checks of type string"],
    [
      "/v1/signals",
      '{"services":[true]}',
      "bool into Go struct field signalsPayload.services of type string",
    ],
    ["/v1/exec", '{"command":[{}]}', "object into Go struct field execPayload.command of type string"],
    [
      "/v1/exec",
      '{"environment":{"A":1}}',
      "number into Go struct field execPayload.environment of type string",
    ],
    ["/v1/files", '{"dirs":[5]}', "number into Go struct field .dirs of type daemon.makeDirsItem"],
    [
      "/v1/files",
      '{"dirs":[{},{"make-parents":"yes"}]}',
      "string into Go struct field makeDirsItem.dirs.make-parents of type bool",
    ],
    [
      "/v1/files",
      '{"dirs":[{"user-id":"0"}]}',
      "string into Go struct field makeDirsItem.dirs.user-id of type int",
    ],
    [
      "/v1/files",
      '{"dirs":[{"permissions":755}]}',
      "number into Go struct field makeDirsItem.dirs.permissions of type string",
    ],
    [
      "/v1/files",
      '{"paths":[{"recursive":1}]}',
      "number into Go struct field removePathsItem.paths.recursive of type bool",
    ],
  ].map(([path = "", body = "", message]) =>
    refused(endpointAt(path), { body, message: `json: cannot unmarshal ${message}` }),
  ),
};

/** JSON of other types than the endpoint wants. */
export const bodyTypes: CaseList = {
  noun: "body types",
  cases: [
    ...endpoints.map(wholeCase),
    ...fieldCases,
    nested,
    {
      name: "the data of a notice is judged after all else, by its size as it was written first",
      steps: [
        {
          body: '["a"]',
          message:
            "cannot decode notice data: json: cannot unmarshal array into Go value of type map[string]string",
        },
        {
          body: '{"a":[]}',
          message: "cannot decode notice data: json: cannot unmarshal array into Go value of type string",
        },
        { body: `{"a":${" ".repeat(4096)}5}`, message: "total size of data must be 4096 bytes or less" },
      ].map(({ body, message }) => ({
        send: "POST /v1/notices",
        body: `{"action":"add","type":"custom","key":"a.b/c","data":${body}}`,
        ...failure(400, { message }),
      })),
    },
    {
      name: "a null in the data of a notice is an empty text",
      steps: [
        {
          send: "POST /v1/notices",
          body: '{"action":"add","type":"custom","key":"a.b/c","data":{"b":null,"a":"x"}}',
          status: 200,
        },
        { send: "GET /v1/notices/1", status: 200, json: { result: { "last-data": { a: "x", b: "" } } } },
      ],
    },
  ],
};
