import type { CaseList, RequestStep } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const files = {
  "layers/001-base.yaml": lines("services:", "  web: {override: replace, command: sleep 1000}"),
};

const info = sync({ version: "{any}" });
const notFound = failure(404, { message: "invalid API endpoint requested" });

const moved = (target: string, location: string): RequestStep => ({
  send: `GET ${target}`,
  status: 301,
  text: "",
  answerHeaders: { location },
});

/** How the target of a request is read. */
export const paths: CaseList = {
  noun: "paths",
  cases: [
    {
      name: "a path that is not clean is sent to the clean one, whether that is there or not",
      steps: [
        moved("//v1/system-info", "/v1/system-info"),
        moved("/v1//system-info?x=y&z", "/v1/system-info?x=y&z"),
        moved("/v1/./system-info", "/v1/system-info"),
        moved("/v1/x/../system-info", "/v1/system-info"),
        moved("/../v1/system-info", "/v1/system-info"),
        moved("/v1/%2e/system-info", "/v1/system-info"),
        moved("/v1/changes/..%2Fsystem-info", "/v1/system-info"),
        moved("/v1//n%20o*pe/", "/v1/n%20o%2Ape/"),
        moved("/v1/changes//wait", "/v1/changes/wait"),
        moved("//", "/"),
        { send: "PUT //v1/system-info", status: 301, text: "" },
      ],
    },
    {
      name: "paths are looked up without their escapes, and as they are written",
      steps: [
        { send: "GET /v1/%73ystem-info", ...info },
        { send: "GET /v1%2Fsystem-info", ...info },
        { send: "GET /v1/changes/%31", ...failure(404, { message: 'cannot find change with id "1"' }) },
        { send: "GET /v1/changes/1%2Fwait", ...failure(404, { message: 'cannot find change with id "1"' }) },
        { send: "GET /v1/changes/a%20b", ...failure(404, { message: 'cannot find change with id "a b"' }) },
        { send: "GET /v1/system-info/", ...notFound },
        { send: "GET /v1/SYSTEM-INFO", ...notFound },
        { send: "GET /v1/system-info;x=1", ...notFound },
      ],
    },
    {
      name: "a broken escape in a path is answered in a line of text",
      steps: [
        { send: "GET /v1/changes/%zz", status: 400, text: "400 Bad Request" },
        { send: "GET /v1/%", status: 400, text: "400 Bad Request" },
      ],
    },
    {
      name: "a target may be a whole URL, of any host",
      steps: [
        { send: "GET http://localhost/v1/system-info", ...info },
        { send: "GET https://example.com/v1/system-info?x", ...info },
        moved("http://localhost//v1//system-info", "http://localhost/v1/system-info"),
      ],
    },
    {
      name: "pairs of a query that hold a semicolon or a broken escape are as if they were not there",
      files,
      steps: [
        { send: "GET /v1/services?names=a;b", ...sync([{ name: "web" }]) },
        { send: "GET /v1/services?names=%zz", ...sync([{ name: "web" }]) },
        { send: "GET /v1/services?names=we%62&names=%zz", ...sync([{ name: "web" }]) },
        { send: "GET /v1/services?&&name%73=nope&&", ...sync([]) },
        { send: "GET /v1/services?NAMES=nope", ...sync([{ name: "web" }]) },
      ],
    },
    {
      name: "three thousand names fit in a query",
      files,
      steps: [
        {
          send: `GET /v1/services?names=web,${Array.from({ length: 3000 }, (_, index) => `service-${index}`).join(",")}`,
          ...sync([{ name: "web" }]),
        },
      ],
    },
    {
      name: "another protocol is not spoken, and the request answered all the same",
      files,
      steps: [
        {
          send: "GET /v1/system-info",
          headers: { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABkAAQ" },
          ...info,
        },
        {
          send: "GET /v1/services",
          headers: { connection: "upgrade", upgrade: "websocket" },
          ...sync([{ name: "web" }]),
        },
        {
          send: "POST /v1/services",
          headers: { connection: "Upgrade", upgrade: "h2c" },
          body: { action: "dance", services: ["web"] },
          ...failure(400, { message: 'invalid action "dance"' }),
        },
      ],
    },
  ],
};
