import type { CaseList, ConformanceCase } from "../case.ts";
import { sync } from "../replies.ts";
import { oneService } from "./service-files.ts";

interface Failure {
  readonly command: string;
  /** Further lines of the service. */
  readonly more?: readonly string[];
  /** What follows the name of the task; the reference's sentence, behind which more may stand. */
  readonly says: string;
  /** A program that stands in the folder under the name `prog`. */
  readonly program?: { readonly text: string; readonly mode: string };
}

/** A start that comes to no process. */
const fails = (name: string, { command, more = [], says, program }: Failure): ConformanceCase => ({
  name,
  files: {
    ...oneService(command, more.join("\n    ")),
    ...(program === undefined ? {} : { prog: program.text }),
  },
  steps: [
    ...(program === undefined ? [] : [{ run: ["exec", "chmod", program.mode, "{dir}/prog"] }]),
    {
      run: ["start", "svc"],
      code: 1,
      stderr: `error: cannot perform the following tasks:\n- Start service "svc" (${says})\n`,
    },
    { send: "GET /v1/services", ...sync([{ current: "inactive" }]) },
  ],
});

const here = "cannot start service: fork/exec ./prog:";
const sleep = "cannot start service: fork/exec {any}/sleep:";

/** Starts that fail before there is a process, and what is said of them. */
export const serviceStarts: CaseList = {
  noun: "service starts",
  cases: [
    fails("a program that is not there is named", {
      command: "/no/such/program",
      says: "cannot start service: fork/exec /no/such/program: no such file or directory",
    }),
    fails("a program that is nowhere on PATH is named", {
      command: "no-such-program",
      says: 'cannot start service: exec: "no-such-program": executable file not found in $PATH',
    }),
    fails("a script without its interpreter cannot be started", {
      command: "./prog",
      program: { text: "#!/no/such/interpreter\n", mode: "755" },
      says: `${here} no such file or directory{any}`,
    }),
    fails("a text that is no script cannot be started", {
      command: "./prog",
      program: { text: "echo hello\n", mode: "755" },
      says: `${here} exec format error{any}`,
    }),
    fails("an empty file cannot be started", {
      command: "./prog",
      program: { text: "", mode: "755" },
      says: `${here} exec format error{any}`,
    }),
    fails("a program that may not be executed cannot be started", {
      command: "./prog",
      program: { text: "#!/bin/sh\n", mode: "644" },
      says: `${here} permission denied{any}`,
    }),
    fails("a folder cannot be started", {
      command: "/tmp",
      says: "cannot start service: fork/exec /tmp: permission denied{any}",
    }),
    fails("a program in a folder that its user may not enter cannot be started", {
      command: "./prog",
      more: ["user-id: 4711", "group-id: 4711"],
      program: { text: "#!/bin/sh\n", mode: "700" },
      says: `${here} permission denied{any}`,
    }),
    fails("a missing working directory is told as the program's", {
      command: "sleep 1",
      more: ["working-dir: /no/such/directory"],
      says: `${sleep} no such file or directory{any}`,
    }),
    fails("a working directory that is a file is told as the program's", {
      command: "sleep 1",
      more: ["working-dir: /etc/passwd"],
      says: `${sleep} not a directory{any}`,
    }),
    {
      name: "a working directory that the user may not enter is refused",
      files: {
        "closed/file": "",
        ...oneService("sleep 1", "working-dir: closed\n    user-id: 4711\n    group-id: 4711"),
      },
      steps: [
        { run: ["exec", "chmod", "700", "{dir}/closed"] },
        { run: ["start", "svc"], code: 1, stderr: `{any}(${sleep} permission denied{any})\n` },
      ],
    },
    fails("a user that is not there stands alone", {
      command: "sleep 1",
      more: ["user: nobody-here"],
      says: "user: unknown user nobody-here",
    }),
    fails("a group that is not there stands alone", {
      command: "sleep 1",
      more: ["user: root", "group: none-here"],
      says: "group: unknown group none-here",
    }),
    fails("a group without a user is refused", {
      command: "sleep 1",
      more: ["group: root"],
      says: "must specify user, not just group",
    }),
    fails("a number without an account needs a group too", {
      command: "sleep 1",
      more: ["user-id: 4711"],
      says: "user: unknown userid 4711",
    }),
    fails("a name and a number that do not agree are refused", {
      command: "sleep 1",
      more: ["user: root", "user-id: 7"],
      says: 'user "root" UID (0) does not match user-id (7)',
    }),
    {
      name: "a relative program is looked for in the working directory",
      files: {
        ...oneService("./prog", "working-dir: sub"),
        "sub/prog": "#!/bin/sh\nexec sleep 1000\n",
      },
      steps: [
        { run: ["exec", "chmod", "755", "{dir}/sub/prog"] },
        { run: ["start", "svc"] },
        { send: "GET /v1/services", ...sync([{ current: "active" }]) },
      ],
    },
    {
      name: "two who start a service at once both have it, and one is told that it is started already",
      files: oneService("sleep 1000"),
      steps: [
        { send: "POST /v1/services", body: { action: "start", services: ["svc"] }, status: 202 },
        { send: "POST /v1/services", body: { action: "start", services: ["svc"] }, status: 202 },
        {
          send: "GET /v1/changes/2/wait",
          ...sync({ status: "Done", tasks: [{ log: ['{time} INFO Service "svc" already started.'] }] }),
        },
        { send: "GET /v1/changes/1/wait", ...sync({ status: "Done", tasks: [{ log: "{absent}" }] }) },
      ],
    },
    {
      name: "of much output the last twenty lines are shown",
      files: oneService("sh -c 'seq 25; exit 1'", "on-failure: ignore"),
      steps: [
        { run: ["start", "svc"], code: 1, stderr: "{any}will ignore)\n" },
        {
          send: "GET /v1/changes/1",
          ...sync({
            tasks: [
              {
                log: [
                  `{time} INFO Most recent service output:\n    (...)\n${Array.from({ length: 20 }, (_, n) => `    ${n + 6}`).join("\n")}`,
                  "{time} ERROR service start attempt: exited quickly with code 1, will ignore",
                ],
              },
            ],
          }),
        },
      ],
    },
    {
      name: "a start during the back-off does not wait for it, and begins the count anew",
      files: oneService("sh -c 'echo up; sleep 1.2; exit 1'", "backoff-delay: 1h"),
      steps: [
        { run: ["start", "svc"] },
        { send: "GET /v1/services", ...sync([{ current: "backoff" }]), eventually: true },
        { run: ["start", "svc"] },
        { send: "GET /v1/services", ...sync([{ current: "active" }]) },
        { run: ["logs"], stdout: "{time} [svc] up\n{time} [svc] up\n" },
      ],
    },
  ],
};
