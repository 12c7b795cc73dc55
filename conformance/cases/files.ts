import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const tree = {
  "tree/a.txt": "hello\n",
  "tree/b.log": "log\n",
  "tree/sub/c.txt": "deep\n",
};

const boundary = "01234567890123456789012345678901";

/** A write of files in the form of the API: a part with the request, a part for each file. */
function write(
  entries: readonly Readonly<Record<string, unknown>>[],
  content: string,
): Pick<{ body: string; headers: Readonly<Record<string, string>> }, "body" | "headers"> {
  const parts = [
    `--${boundary}\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name="request"\r\n\r\n${JSON.stringify({ action: "write", files: entries })}\r\n`,
    ...entries.map(
      ({ path }) =>
        `--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: form-data; name="files"; filename="${path}"\r\n\r\n${content}\r\n`,
    ),
    `--${boundary}--\r\n`,
  ];
  return { body: parts.join(""), headers: { "content-type": `multipart/form-data; boundary=${boundary}` } };
}

const multipart = { accept: "multipart/form-data" };

/** Files inside: listing, reading, writing, directories, removing. */
export const files: CaseList = {
  noun: "files",
  cases: [
    {
      name: "a directory is listed by name, or itself",
      files: tree,
      steps: [
        { run: ["ls", "{dir}/tree"], stdout: lines("a.txt", "b.log", "sub") },
        { run: ["ls", "{dir}/tree/*.txt"], stdout: lines("a.txt") },
        { run: ["ls", "-d", "{dir}/tree"], stdout: lines("tree") },
        { run: ["ls", "{dir}/tree/a.txt"], stdout: lines("a.txt") },
        {
          run: ["ls", "-l", "{dir}/tree"],
          stdout: lines(
            "-rw-r--r--  {any}  {any}  6B  {when}  a.txt",
            "-rw-r--r--  {any}  {any}  4B  {when}  b.log",
            "drwxr-xr-x  {any}  {any}   -  {when}  sub",
          ),
        },
      ],
    },
    {
      name: "the API lists with all that is known of a file",
      files: tree,
      steps: [
        {
          send: "GET /v1/files?action=list&path={dir}/tree&pattern=*.txt",
          ...sync([
            {
              path: "{dir}/tree/a.txt",
              name: "a.txt",
              type: "file",
              size: 6,
              permissions: "644",
              "last-modified": "{time}",
              "user-id": "{n}",
              user: "{any}",
              "group-id": "{n}",
              group: "{any}",
            },
          ]),
        },
        {
          send: "GET /v1/files?action=list&path={dir}/tree&itself=true",
          ...sync([
            { path: "{dir}/tree", name: "tree", type: "directory", size: "{absent}", permissions: "755" },
          ]),
        },
        {
          send: "GET /v1/files?action=list&path={dir}/.pebble.socket",
          ...sync([{ type: "socket", name: ".pebble.socket" }]),
        },
      ],
    },
    {
      name: "a list that cannot be is refused",
      files: tree,
      steps: [
        {
          send: "GET /v1/files?action=list&path=/nonono",
          ...failure(404, { message: "stat /nonono: no such file or directory", kind: "not-found" }),
        },
        {
          send: "GET /v1/files?action=list&path=relative",
          ...failure(400, { message: 'path must be absolute, got "relative"' }),
        },
        { send: "GET /v1/files?action=list", ...failure(400, { message: "must specify path" }) },
        {
          send: "GET /v1/files?action=dance&path=/tmp",
          ...failure(400, { message: 'invalid action "dance"' }),
        },
        {
          send: "GET /v1/files?action=list&path={dir}/tree&pattern=%5B",
          ...failure(400, { message: "syntax error in pattern", kind: "generic-file-error" }),
        },
        { run: ["ls", "/nonono"], code: 1, stderr: "error: stat /nonono: no such file or directory\n" },
      ],
    },
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
          ...write([{ path: "/nonono/deep/a" }], "lost"),
          ...sync([
            {
              path: "/nonono/deep/a",
              error: { kind: "not-found", message: "open /nonono/deep/a{any}: no such file or directory" },
            },
          ]),
        },
        {
          send: "POST /v1/files",
          ...write([{ path: "relative" }], "lost"),
          ...sync([
            {
              path: "relative",
              error: { kind: "generic-file-error", message: 'paths must be absolute, got "relative"' },
            },
          ]),
        },
        {
          send: "POST /v1/files",
          ...write([{ path: "/nonono", permissions: "9" }], "lost"),
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
    {
      name: "directories are made, with -p also their parents",
      steps: [
        { run: ["mkdir", "{dir}/x"] },
        { run: ["mkdir", "{dir}/x"], code: 1, stderr: "error: mkdir {dir}/x: file exists\n" },
        { run: ["mkdir", "{dir}/y/z"], code: 1, stderr: "error: {any}no such file or directory\n" },
        { run: ["mkdir", "-p", "-m", "700", "{dir}/y/z"] },
        { run: ["mkdir", "-p", "{dir}/y/z"] },
        {
          send: "GET /v1/files?action=list&path={dir}/y/z&itself=true",
          ...sync([{ type: "directory", permissions: "700" }]),
        },
      ],
    },
    {
      name: "files and empty directories are removed, with -r all below",
      files: tree,
      steps: [
        { run: ["rm", "{dir}/tree/a.txt"] },
        {
          run: ["rm", "{dir}/tree/a.txt"],
          code: 1,
          stderr: "error: remove {dir}/tree/a.txt: no such file or directory\n",
        },
        { run: ["rm", "{dir}/tree"], code: 1, stderr: "error: remove {dir}/tree: directory not empty\n" },
        { run: ["rm", "-r", "{dir}/tree"] },
        { run: ["rm", "-r", "{dir}/tree"] },
        {
          run: ["ls", "-d", "{dir}/tree"],
          code: 1,
          stderr: "error: stat {dir}/tree: no such file or directory\n",
        },
      ],
    },
    {
      name: "errors of single files are in a good answer of the API",
      steps: [
        {
          send: "POST /v1/files",
          headers: { "content-type": "application/json" },
          body: {
            action: "make-dirs",
            dirs: [
              { path: "{dir}/m" },
              { path: "{dir}/m" },
              { path: "relative" },
              { path: "{dir}/n", permissions: "x" },
            ],
          },
          ...sync([
            { path: "{dir}/m", error: "{absent}" },
            {
              path: "{dir}/m",
              error: { kind: "generic-file-error", message: "mkdir {dir}/m{any}: file exists" },
            },
            {
              path: "relative",
              error: { kind: "generic-file-error", message: 'paths must be absolute, got "relative"' },
            },
            {
              path: "{dir}/n",
              error: {
                kind: "generic-file-error",
                message: 'permissions must be a 3-digit octal string, got "x"',
              },
            },
          ]),
        },
        {
          send: "POST /v1/files",
          headers: { "content-type": "application/json" },
          body: { action: "remove", paths: [{ path: "{dir}/m" }, { path: "{dir}/m" }] },
          ...sync([
            { path: "{dir}/m", error: "{absent}" },
            {
              path: "{dir}/m",
              error: { kind: "not-found", message: "remove {dir}/m: no such file or directory" },
            },
          ]),
        },
        {
          send: "POST /v1/files",
          headers: { "content-type": "application/json" },
          body: { action: "dance" },
          ...failure(400, { message: 'invalid action "dance"' }),
        },
      ],
    },
  ],
};
