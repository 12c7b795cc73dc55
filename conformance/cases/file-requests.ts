import type { CaseList, RequestStep } from "../case.ts";
import {
  boundary,
  filePart,
  lastBoundary,
  multipartHeaders,
  multipartWrite,
  requestPart,
} from "../multipart.ts";
import { failure, sync } from "../replies.ts";

const json = { "content-type": "application/json" };
const multipart = { accept: "multipart/form-data" };

const one = requestPart({ action: "write", files: [{ path: "{dir}/a" }] });

const refused = (body: string, message: string): RequestStep => ({
  send: "POST /v1/files",
  body,
  headers: multipartHeaders,
  ...failure(400, { message }),
});

/** How requests about files have to be made. */
export const fileRequests: CaseList = {
  noun: "file requests",
  cases: [
    {
      name: "several files are written, and one that cannot be keeps no other from it",
      steps: [
        {
          send: "POST /v1/files",
          ...multipartWrite(
            [
              { path: "{dir}/a" },
              { path: "{dir}/no/b" },
              { path: "c" },
              { path: "{dir}/d", permissions: "8" },
              { path: "{dir}/e/f", "make-dirs": true, permissions: "600" },
            ],
            ["one", "two", "three", "four", "five"],
          ),
          ...sync([
            { path: "{dir}/a", error: "{absent}" },
            { path: "{dir}/no/b", error: { kind: "not-found" } },
            { path: "c", error: { kind: "generic-file-error" } },
            { path: "{dir}/d", error: { kind: "generic-file-error" } },
            { path: "{dir}/e/f", error: "{absent}" },
          ]),
        },
        { run: ["exec", "cat", "a", "e/f"], stdout: "onefive" },
      ],
    },
    {
      name: "the parts may come in another order, twice, or not at all",
      steps: [
        {
          send: "POST /v1/files",
          headers: multipartHeaders,
          body:
            requestPart({
              action: "write",
              files: [{ path: "{dir}/a" }, { path: "{dir}/b" }, { path: "{dir}/c" }],
            }) +
            filePart("{dir}/b", "first") +
            filePart("{dir}/a", "second") +
            filePart("{dir}/b", "third") +
            lastBoundary,
          ...sync([
            { path: "{dir}/a", error: "{absent}" },
            { path: "{dir}/b", error: "{absent}" },
            {
              path: "{dir}/c",
              error: { kind: "generic-file-error", message: 'no file content for path "{dir}/c"' },
            },
          ]),
        },
        { run: ["exec", "cat", "a", "b"], stdout: "secondthird" },
      ],
    },
    {
      name: "parts that are wrong are refused",
      steps: [
        refused("", "cannot read request metadata: multipart: NextPart: EOF"),
        refused(lastBoundary, "cannot read request metadata: EOF"),
        refused(filePart("{dir}/a", "x") + one, 'metadata field name must be "request", got "files"'),
        refused(requestPart("{nope") + lastBoundary, "cannot decode request metadata: {any}"),
        refused(requestPart("null") + lastBoundary, 'multipart action must be "write", got ""'),
        refused(
          requestPart({ action: "remove" }) + lastBoundary,
          'multipart action must be "write", got "remove"',
        ),
        refused(requestPart({ action: "write" }) + lastBoundary, "must specify one or more files"),
        refused(one + one + lastBoundary, 'field name must be "files", got "request"'),
        refused(one + filePart("{dir}/b", "x") + lastBoundary, 'no metadata for path "{dir}/b"'),
        refused(
          `${one}--${boundary}\r\nno colon\r\n\r\nx\r\n${lastBoundary}`,
          'cannot read file part 0: malformed MIME header: missing colon: "no colon"',
        ),
        refused(
          one + filePart("{dir}/a\0", "x") + lastBoundary,
          'cannot read file part 0: malformed MIME header line: "Content-Disposition: {any}\\x00\\""',
        ),
      ],
    },
    {
      name: "a body that is cut short is refused, and what was cut is not written",
      steps: [
        refused(one.slice(0, -30), "cannot decode request metadata: unexpected EOF"),
        refused(one, "cannot {any}: {any}EOF"),
        refused(
          one + filePart("{dir}/a", "some text").slice(0, -6),
          "cannot read file part 1: multipart: NextPart: EOF",
        ),
        { run: ["ls", "{dir}/a"], code: 1, stderr: "error: stat {dir}/a: no such file or directory\n" },
        refused(one + filePart("{dir}/a", "x"), "cannot read file part 1: multipart: NextPart: EOF"),
      ],
    },
    {
      name: "lines may end without carriage returns, and content may look like a boundary",
      steps: [
        {
          send: "POST /v1/files",
          headers: multipartHeaders,
          body: (one + filePart("{dir}/a", "one\ntwo") + lastBoundary).replaceAll("\r\n", "\n"),
          ...sync([{ error: "{absent}" }]),
        },
        { run: ["exec", "cat", "a"], stdout: "one\ntwo" },
        {
          send: "POST /v1/files",
          headers: multipartHeaders,
          body: one + filePart("{dir}/a", `x\r\n--${boundary}y\r\n--`) + lastBoundary,
          ...sync([{ error: "{absent}" }]),
        },
        { run: ["exec", "cat", "a"], stdout: `x\r\n--${boundary}y\r\n--` },
      ],
    },
    {
      name: "the type of the body says how it is read",
      steps: [
        ...(
          [
            ["", 'invalid Content-Type ""'],
            ["/", 'invalid Content-Type "/"'],
            ["multipart/form-data", 'invalid boundary ""'],
            ["multipart/mixed; boundary=x", 'invalid media type "multipart/mixed"'],
            ["application/x", 'invalid media type "application/x"'],
          ] as const
        ).map(
          ([type, message]): RequestStep => ({
            send: "POST /v1/files",
            headers: { "content-type": type },
            body: "x",
            ...failure(400, { message }),
          }),
        ),
        {
          send: "POST /v1/files",
          headers: { "content-type": "Application/JSON; charset=utf-8" },
          body: { action: "remove" },
          ...sync([]),
        },
        {
          send: "POST /v1/files",
          headers: { "content-type": `MULTIPART/form-data; boundary="${boundary}"` },
          body: one + filePart("{dir}/a", "x") + lastBoundary,
          ...sync([{ error: "{absent}" }]),
        },
      ],
    },
    {
      name: "what a request lacks is told before what it has wrong",
      steps: [
        { send: "GET /v1/files?action=read", ...failure(400, { message: "must specify one or more paths" }) },
        {
          send: "GET /v1/files?action=read&path=",
          headers: multipart,
          status: 200,
          text: "{any}paths must be absolute, got{any}",
        },
        {
          send: "GET /v1/files?action=list&path={dir}&itself=yes",
          ...failure(400, { message: 'itself parameter must be "true" or "false"' }),
        },
        { send: "GET /v1/files", ...failure(400, { message: 'invalid action ""' }) },
        {
          send: "POST /v1/files",
          headers: json,
          body: {},
          ...failure(400, { message: 'invalid action ""' }),
        },
        {
          send: "POST /v1/files",
          headers: json,
          body: { action: "write", files: [] },
          ...failure(400, { message: 'must use multipart with "write" action' }),
        },
        {
          send: "POST /v1/files",
          headers: json,
          body: '{"action":"dance\\u0001"}',
          ...failure(400, { message: 'invalid action "dance\\x01"' }),
        },
        { send: "POST /v1/files", headers: json, body: { action: "make-dirs" }, ...sync([]) },
        { send: "PUT /v1/files", ...failure(405, { message: 'method "PUT" not allowed' }) },
      ],
    },
  ],
};
