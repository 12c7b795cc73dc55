import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

/** One of each kind, and links to some. */
const makeKinds =
  "mkdir kinds; cd kinds; mkdir dir; echo hi > file; mkfifo pipe; mknod device c 1 3; ln -s file link; ln -s dir dirlink; ln -s nowhere dangling; ln -s loop loop; chmod 4755 file; chmod 1777 dir; chmod 000 dangling 2>/dev/null; : > secret; chmod 000 secret; chown 12345:54321 secret";

const prepare = { run: ["exec", "--", "sh", "-c", makeKinds] };
const multipart = { accept: "multipart/form-data" };
const json = { "content-type": "application/json" };

const readFault = (path: string, message: string): string =>
  `{"path":"{dir}/kinds/${path}","error":{"message":"${message}","kind":"generic-file-error"}}`;

/** Links, pipes, devices and their like. */
export const fileKinds: CaseList = {
  noun: "file kinds",
  cases: [
    {
      name: "each kind is listed as what it is, with the permission bits and no others",
      needsRoot: true,
      steps: [
        prepare,
        {
          send: "GET /v1/files?action=list&path={dir}/kinds",
          ...sync([
            { name: "dangling", type: "symlink", permissions: "777", size: "{absent}" },
            { name: "device", type: "device", size: "{absent}" },
            { name: "dir", type: "directory", permissions: "777", size: "{absent}" },
            { name: "dirlink", type: "symlink" },
            { name: "file", type: "file", permissions: "755", size: 3 },
            { name: "link", type: "symlink" },
            { name: "loop", type: "symlink" },
            { name: "pipe", type: "named-pipe", size: "{absent}" },
            {
              name: "secret",
              type: "file",
              permissions: "000",
              "user-id": 12345,
              user: "",
              "group-id": 54321,
              group: "",
            },
          ]),
        },
        {
          run: ["ls", "-l", "{dir}/kinds"],
          stdout: lines(
            "Lrwxrwxrwx  root  root       -  {when}  dangling",
            "Drw-r--r--  root  root       -  {when}  device",
            "drwxrwxrwx  root  root       -  {when}  dir",
            "Lrwxrwxrwx  root  root       -  {when}  dirlink",
            "-rwxr-xr-x  root  root      3B  {when}  file",
            "Lrwxrwxrwx  root  root       -  {when}  link",
            "Lrwxrwxrwx  root  root       -  {when}  loop",
            "prw-r--r--  root  root       -  {when}  pipe",
            "----------                  0B  {when}  secret",
          ),
        },
      ],
    },
    {
      name: "a path that is a link is followed",
      needsRoot: true,
      steps: [
        prepare,
        {
          send: "GET /v1/files?action=list&path={dir}/kinds/link",
          ...sync([{ name: "link", type: "file" }]),
        },
        {
          send: "GET /v1/files?action=list&path={dir}/kinds/dirlink&itself=true",
          ...sync([{ name: "dirlink", type: "directory" }]),
        },
        { send: "GET /v1/files?action=list&path={dir}/kinds/dirlink", ...sync([]) },
        {
          send: "GET /v1/files?action=list&path={dir}/kinds/dangling",
          ...failure(404, {
            message: "stat {dir}/kinds/dangling: no such file or directory",
            kind: "not-found",
          }),
        },
        {
          send: "GET /v1/files?action=list&path={dir}/kinds/loop",
          ...failure(400, {
            message: "stat {dir}/kinds/loop: too many levels of symbolic links",
            kind: "generic-file-error",
          }),
        },
      ],
    },
    {
      name: "only a file is read, whoever may read it, and nothing waits for a pipe",
      needsRoot: true,
      steps: [
        prepare,
        {
          send: "GET /v1/files?action=read&path={dir}/kinds/pipe&path={dir}/kinds/dir&path={dir}/kinds/device&path={dir}/kinds/loop&path={dir}/kinds/link",
          headers: multipart,
          status: 200,
          text: `{any}"result":[${readFault("pipe", 'can only read a regular file: \\"{dir}/kinds/pipe\\"')},${readFault("dir", 'can only read a regular file: \\"{dir}/kinds/dir\\"')},${readFault("device", 'can only read a regular file: \\"{dir}/kinds/device\\"')},${readFault("loop", "stat {dir}/kinds/loop: too many levels of symbolic links")},{"path":"{dir}/kinds/link"}]}{any}`,
        },
        {
          run: ["pull", "{dir}/kinds/pipe", "got"],
          code: 1,
          stderr: 'error: can only read a regular file: "{dir}/kinds/pipe"\n',
        },
      ],
    },
    {
      name: "a push replaces what is there, a link and a pipe themselves, but no directory",
      files: { "local/a": "new\n" },
      needsRoot: true,
      steps: [
        prepare,
        { run: ["push", "local/a", "{dir}/kinds/link"] },
        { run: ["push", "local/a", "{dir}/kinds/pipe"] },
        { run: ["push", "local/a", "{dir}/kinds/dirlink"] },
        { run: ["push", "local/a", "{dir}/kinds/dangling"] },
        { run: ["push", "local/a", "{dir}/kinds/secret"] },
        {
          run: [
            "exec",
            "sh",
            "-c",
            "cat kinds/file; stat -c '%F %a %u' kinds/link kinds/pipe kinds/dirlink kinds/secret; ls kinds/nowhere",
          ],
          code: 2,
          stdout: lines(
            "hi",
            "regular file 644 0",
            "regular file 644 0",
            "regular file 644 0",
            "regular file 644 0",
          ),
          stderr: "{any}kinds/nowhere{any}",
        },
        {
          run: ["push", "local/a", "{dir}/kinds/dir"],
          code: 1,
          stderr: "error: rename {any}{dir}/kinds/dir: file exists\n",
        },
        {
          run: ["push", "local/a", "{dir}/kinds/dir/"],
          code: 1,
          stderr: "error: rename {any}{dir}/kinds/dir/: file exists\n",
        },
        {
          run: ["push", "local/a", "{dir}/kinds/file/x"],
          code: 1,
          stderr: "error: open {any}: not a directory\n",
        },
      ],
    },
    {
      name: "removing takes links and pipes themselves, and no more than is asked for",
      files: { "keep/a": "x" },
      needsRoot: true,
      steps: [
        prepare,
        { run: ["exec", "ln", "-s", "{dir}/keep", "{dir}/kinds/dir/out"] },
        { run: ["rm", "{dir}/kinds/pipe"] },
        { run: ["rm", "{dir}/kinds/dangling"] },
        { run: ["rm", "-r", "{dir}/kinds/dirlink"] },
        {
          run: ["rm", "{dir}/kinds/dir"],
          code: 1,
          stderr: "error: remove {dir}/kinds/dir: directory not empty\n",
        },
        { run: ["rm", "-r", "{dir}/kinds"] },
        { run: ["ls", "{dir}/keep"], stdout: lines("a") },
      ],
    },
    {
      name: "a file where a directory should be is in the way",
      files: { a: "x" },
      steps: [
        { run: ["mkdir", "{dir}/a"], code: 1, stderr: "error: mkdir {dir}/a: not a directory\n" },
        { run: ["mkdir", "-p", "{dir}/a"], code: 1, stderr: "error: mkdir {dir}/a: not a directory\n" },
        { run: ["mkdir", "-p", "{dir}/a/b"], code: 1, stderr: "error: mkdir {dir}/a: not a directory\n" },
        {
          send: "POST /v1/files",
          headers: json,
          body: { action: "remove", paths: [{ path: "{dir}/a/b" }, { path: "{dir}/a/b", recursive: true }] },
          ...sync([
            { error: { kind: "generic-file-error", message: "remove {dir}/a/b: not a directory" } },
            { error: { kind: "generic-file-error", message: "unlinkat {dir}/a/b: not a directory" } },
          ]),
        },
      ],
    },
  ],
};
