import type { CaseList } from "../case.ts";
import { multipartWrite } from "../multipart.ts";
import { failure, sync } from "../replies.ts";

const tree = {
  "tree/a.txt": "hello\n",
  "tree/b.log": "log\n",
  "tree/sub/c.txt": "deep\n",
};

const multipart = { accept: "multipart/form-data" };

/** What is in files: pushing and pulling, reading and writing. */
export const fileContents: CaseList = {
  noun: "file contents",
  cases: [
    {
      name: "a file is pushed and pulled unchanged, with its mode",
      files: { "local/a": "some\ntext" },
      steps: [
        { run: ["push", "local/a", "{dir}/remote"] },
        { send: "GET /v1/files?action=list&path={dir}/remote", ...sync([{ size: 9, permissions: "644" }]) },
        { run: ["pull", "{dir}/remote", "back"] },
        { run: ["exec", "cat", "{dir}/back"], stdout: "some\ntext" },
        { run: ["push", "-m", "600", "local/a", "{dir}/remote"] },
        { send: "GET /v1/files?action=list&path={dir}/remote", ...sync([{ permissions: "600" }]) },
      ],
    },
    {
      name: "a push into a directory that is missing needs -p",
      files: { "local/a": "text" },
      steps: [
        { run: ["push", "local/a", "{dir}/x/y/a"], code: 1, stderr: "{any}no such file or{any}directory\n" },
        { run: ["push", "-p", "local/a", "{dir}/x/y/a"] },
        { run: ["exec", "cat", "{dir}/x/y/a"], stdout: "text" },
      ],
    },
    {
      name: "what is missing cannot be pushed or pulled",
      steps: [
        {
          run: ["push", "nope", "{dir}/a"],
          code: 1,
          stderr: "error: open nope: no such file or directory\n",
        },
        {
          run: ["pull", "{dir}/nope", "a"],
          code: 1,
          stderr: "error: stat {dir}/nope: no such file or directory\n",
        },
      ],
    },
    {
      name: "reading over the API gives a part for each file and then the errors",
      files: tree,
      steps: [
        {
          send: "GET /v1/files?action=read&path={dir}/tree/a.txt&path={dir}/nope&path=relative",
          headers: multipart,
          status: 200,
          text: '{any}name="files"; filename="{dir}/tree/a.txt"{any}hello\n{any}"kind":"not-found"{any}"kind":"generic-file-error"{any}',
          answerHeaders: { "content-type": "multipart/form-data; boundary={any}" },
        },
        {
          send: "GET /v1/files?action=read&path={dir}/tree/a.txt",
          ...failure(400, { message: "must accept multipart/form-data" }),
        },
        {
          send: "GET /v1/files?action=read",
          headers: multipart,
          ...failure(400, { message: "must specify one or more paths" }),
        },
      ],
    },
    {
      name: "writing over the API writes files with mode and parents",
      steps: [
        {
          send: "POST /v1/files",
          ...multipartWrite([{ path: "{dir}/w/a", "make-dirs": true, permissions: "640" }], ["some\r\ntext"]),
          ...sync([{ path: "{dir}/w/a", error: "{absent}" }]),
        },
        {
          send: "GET /v1/files?action=list&path={dir}/w",
          ...sync([{ name: "a", size: 10, permissions: "640" }]),
        },
        {
          send: "POST /v1/files",
          ...multipartWrite([{ path: "/nonono/deep/a" }], ["lost"]),
          ...sync([
            {
              path: "/nonono/deep/a",
              error: { kind: "not-found", message: "open /nonono/deep/a{any}: no such file or directory" },
            },
          ]),
        },
        {
          send: "POST /v1/files",
          ...multipartWrite([{ path: "relative" }], ["lost"]),
          ...sync([
            {
              path: "relative",
              error: { kind: "generic-file-error", message: 'paths must be absolute, got "relative"' },
            },
          ]),
        },
        {
          send: "POST /v1/files",
          ...multipartWrite([{ path: "/nonono", permissions: "9" }], ["lost"]),
          ...sync([
            {
              path: "/nonono",
              error: {
                kind: "generic-file-error",
                message: 'permissions must be a 3-digit octal string, got "9"',
              },
            },
          ]),
        },
      ],
    },
    {
      name: "a write that is malformed is refused",
      steps: [
        {
          send: "POST /v1/files",
          body: "x",
          headers: { "content-type": "text/plain" },
          ...failure(400, { message: 'invalid media type "text/plain"' }),
        },
        {
          send: "POST /v1/files",
          body: "x",
          headers: { "content-type": "multipart/form-data; boundary=short" },
          ...failure(400, { message: 'invalid boundary "short"' }),
        },
        {
          send: "POST /v1/files",
          body: "x",
          headers: { "content-type": "application/json" },
          ...failure(400, { message: "cannot decode request body: {any}" }),
        },
      ],
    },
  ],
};
