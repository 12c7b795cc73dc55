import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

/** Makes files whose names no text of a case could hold. */
const makeOdd =
  "mkdir odd; cd odd; for name in '\\377' '\\376\\375' 'new\\nline' 'sp ace' '\\303\\274' 'back\\\\slash' 'q\"uote' '*star' '\\055dash' '.hidden'; do : > \"$(printf \"$name\")\"; done";

const multipart = { accept: "multipart/form-data" };
const json = { "content-type": "application/json" };

/** Names that are odd, and paths that are no clean ones. */
export const fileNames: CaseList = {
  noun: "file names",
  cases: [
    {
      name: "names are listed by their bytes, those that are no UTF-8 with a replacement",
      steps: [
        { run: ["exec", "--", "sh", "-c", makeOdd] },
        {
          send: "GET /v1/files?action=list&path={dir}/odd",
          ...sync(
            [
              "*star",
              "-dash",
              ".hidden",
              "back\\slash",
              "new\nline",
              'q"uote',
              "sp ace",
              "ü",
              "\ufffd\ufffd",
              "\ufffd",
            ].map((name) => ({ name, path: `{dir}/odd/${name}` })),
          ),
        },
        {
          send: "GET /v1/files?action=list&path={dir}/odd/%fe%FD",
          ...sync([{ name: "\ufffd\ufffd", path: "{dir}/odd/\ufffd\ufffd", type: "file" }]),
        },
        { send: "GET /v1/files?action=list&path={dir}/odd&pattern=%ff", ...sync([{ name: "\ufffd" }]) },
        {
          send: "GET /v1/files?action=list&path={dir}/odd&pattern=?",
          ...sync([{ name: "ü" }, { name: "\ufffd" }]),
        },
        {
          run: ["ls", "{dir}/odd/*s*"],
          stdout: lines("*star", "-dash", "back\\slash", "sp ace"),
        },
      ],
    },
    {
      name: "names that are no UTF-8 are read, and not found where there is none",
      steps: [
        { run: ["exec", "--", "sh", "-c", makeOdd] },
        {
          send: "GET /v1/files?action=read&path={dir}/odd/%ff&path={dir}/odd/%fa",
          headers: multipart,
          status: 200,
          text: '{any}{"type":"sync","status-code":200,"status":"OK","result":[{"path":"{dir}/odd/{any}"},{"path":"{dir}/odd/{any}","error":{"message":"stat {dir}/odd/{any}: no such file or directory","kind":"not-found"}}]}{any}',
        },
        {
          send: "GET /v1/files?action=read&path={dir}/odd/q%22uote&path={dir}/odd/new%0Aline&path={dir}/odd/back%5Cslash",
          headers: multipart,
          status: 200,
          text: '{any}filename="{dir}/odd/q\\"uote"{any}filename="{dir}/odd/new%0Aline"{any}filename="{dir}/odd/back\\\\slash"{any}',
        },
      ],
    },
    {
      name: "a directory with names that are no UTF-8 is removed with all in it",
      steps: [
        { run: ["exec", "--", "sh", "-c", makeOdd] },
        { run: ["rm", "-r", "{dir}/odd"] },
        {
          run: ["ls", "-d", "{dir}/odd"],
          code: 1,
          stderr: "error: stat {dir}/odd: no such file or directory\n",
        },
      ],
    },
    {
      name: "a NUL in a path is an invalid argument, wherever it is",
      steps: [
        {
          send: "GET /v1/files?action=list&path={dir}%00x",
          ...failure(400, { message: "stat {dir}\0x: invalid argument", kind: "generic-file-error" }),
        },
        {
          send: "GET /v1/files?action=list&path=%00",
          ...failure(400, { message: 'path must be absolute, got "\\x00"' }),
        },
        {
          send: "GET /v1/files?action=read&path={dir}%00",
          headers: multipart,
          status: 200,
          text: '{any}"error":{"message":"stat {dir}\\u0000: invalid argument","kind":"generic-file-error"}{any}',
        },
        {
          send: "POST /v1/files",
          headers: json,
          body: { action: "make-dirs", dirs: [{ path: "{dir}/a\0b" }] },
          ...sync([
            { error: { kind: "generic-file-error", message: "mkdir {dir}/a\0b{any}: invalid argument" } },
          ]),
        },
        {
          send: "POST /v1/files",
          headers: json,
          body: {
            action: "remove",
            paths: [{ path: "{dir}/a\0b" }, { path: "{dir}/a\0b", recursive: true }],
          },
          ...sync([
            { error: { kind: "generic-file-error", message: "remove {dir}/a\0b: invalid argument" } },
            { error: { kind: "generic-file-error", message: "unlinkat {dir}/a\0b: invalid argument" } },
          ]),
        },
      ],
    },
    {
      name: "dots and doubled slashes are as the system takes them, and listed cleaned",
      files: { "t/sub/a": "x" },
      steps: [
        { send: "GET /v1/files?action=list&path={dir}//t/./sub/", ...sync([{ path: "{dir}/t/sub/a" }]) },
        { send: "GET /v1/files?action=list&path={dir}/t/../t/sub", ...sync([{ path: "{dir}/t/sub/a" }]) },
        { send: "GET /v1/files?action=list&path=/..&itself=true", ...sync([{ path: "/", name: "/" }]) },
        { send: "GET /v1/files?action=list&path=//&itself=true", ...sync([{ path: "/", name: "/" }]) },
        {
          send: "GET /v1/files?action=list&path={dir}/t/sub/a/",
          ...failure(400, { message: "stat {dir}/t/sub/a/: not a directory", kind: "generic-file-error" }),
        },
        { run: ["mkdir", "-p", "{dir}/t/x/../y/"] },
        { run: ["ls", "{dir}/t"], stdout: lines("sub", "y") },
        {
          run: ["rm", "-r", "{dir}/t/sub/."],
          code: 1,
          stderr: "error: RemoveAll {dir}/t/sub/.: invalid argument\n",
        },
        { run: ["ls", "{dir}/t/sub"], stdout: lines("a") },
      ],
    },
    {
      name: "names and paths that are too long are refused by the system's words",
      steps: [
        {
          send: `GET /v1/files?action=list&path={dir}/${"n".repeat(256)}`,
          ...failure(400, { message: "stat {dir}/{any}: file name too long", kind: "generic-file-error" }),
        },
        {
          run: ["mkdir", `{dir}/${"n".repeat(256)}`],
          code: 1,
          stderr: "error: mkdir{any}:{any}file name too long\n",
        },
        {
          send: `GET /v1/files?action=list&path=/${"a/".repeat(3000)}`,
          ...failure(400, { message: "stat {any}: file name too long", kind: "generic-file-error" }),
        },
      ],
    },
  ],
};
