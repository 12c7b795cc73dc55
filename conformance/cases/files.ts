import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const tree = {
  "tree/a.txt": "hello\n",
  "tree/b.log": "log\n",
  "tree/sub/c.txt": "deep\n",
};

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
