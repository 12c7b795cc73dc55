import type { CaseList, ConformanceCase } from "../case.ts";
import { type Endpoint, endpoints, json, oneChange, refused } from "../json-endpoints.ts";
import { failure } from "../replies.ts";

const notJson: readonly (readonly [body: string, message: string])[] = [
  ["", "EOF"],
  [" \n", "EOF"],
  ["{", "unexpected EOF"],
  ['{"a":1,', "unexpected EOF"],
  ['"abc', "unexpected EOF"],
  ["-", "unexpected EOF"],
  ["nope", "invalid character 'o' in literal null (expecting 'u')"],
  ["'a'", "invalid character '\\'' looking for beginning of value"],
  ["<html>", "invalid character '<' looking for beginning of value"],
  ["\ufeff{}", "invalid character 'ï' looking for beginning of value"],
  ["\0", "invalid character '\\x00' looking for beginning of value"],
  ["[1,]", "invalid character ']' looking for beginning of value"],
  ["[1 2]", "invalid character '2' after array element"],
  ["[1.]", "invalid character ']' after decimal point in numeric literal"],
  ["[1e]", "invalid character ']' in exponent of numeric literal"],
  ["[-]", "invalid character ']' in numeric literal"],
  ["[01]", "invalid character '1' after array element"],
  ["{a:1}", "invalid character 'a' looking for beginning of object key string"],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1;}', "invalid character ';' after object key:value pair"],
  ['["\n"]', "invalid character '\\n' in string literal"],
  ['["\\x41"]', "invalid character 'x' in string escape code"],
  ['["\\u00g0"]', "invalid character 'g' in \\u hexadecimal character escape"],
  ["[".repeat(10_001), "invalid character '[' exceeded max depth"],
];

const syntaxCase = (endpoint: Endpoint): ConformanceCase => ({
  name: `what is no JSON is refused with the byte that is wrong, by POST ${endpoint.path}`,
  files: oneChange,
  steps: notJson.map(([body, message]) => refused(endpoint, { body, message })),
});

/** JSON that is no JSON, and what is made of keys and nulls. */
export const bodySyntax: CaseList = {
  noun: "body syntax",
  cases: [
    ...endpoints.map(syntaxCase),
    {
      name: "keys are found in any capitals, the last of those that are repeated counts",
      files: oneChange,
      steps: [
        {
          send: "POST /v1/services",
          body: '{"ACTION":"dance"}',
          ...failure(400, { message: "must specify services for dance action" }),
        },
        {
          send: "POST /v1/services",
          body: '{"action":"sing","Action":"dance"}',
          ...failure(400, { message: "must specify services for dance action" }),
        },
        {
          send: "POST /v1/changes/1",
          body: '{"act\\u0069on":"dance"}',
          ...failure(400, { message: 'invalid action "dance"' }),
        },
      ],
    },
    {
      name: "null is as if nothing were there, and an empty text in a list",
      files: oneChange,
      steps: [
        { send: "POST /v1/layers", body: "null", ...failure(400, { message: 'invalid action ""' }) },
        {
          send: "POST /v1/services",
          body: '{"action":"dance","action":null,"services":null}',
          ...failure(400, { message: "must specify services for dance action" }),
        },
        {
          send: "POST /v1/signals",
          body: '{"signal":"SIGHUP","services":[null]}',
          ...failure(500, { message: 'cannot send signal to "": service is not running' }),
        },
        {
          send: "POST /v1/exec",
          body: '{"command":[null],"user-id":null}',
          ...failure(400, { message: 'cannot find executable ""' }),
        },
        {
          send: "POST /v1/files",
          headers: json,
          body: '{"action":"make-dirs","dirs":[null]}',
          status: 200,
          json: { result: [{ path: "", error: { kind: "generic-file-error" } }] },
        },
      ],
    },
  ],
};
