import type { CaseList, CommandStep } from "../case.ts";
import { lines } from "../lines.ts";
import { multipartWrite } from "../multipart.ts";
import { sync } from "../replies.ts";

const look = (command: string, ...expected: readonly string[]): CommandStep => ({
  run: ["exec", "sh", "-c", command],
  stdout: lines(...expected),
});

const fault = (message: string) => ({ kind: "generic-file-error", message });

const noOwner = (what: string): string => `error: cannot look up user and group: ${what}\n`;

/** Whose new files and directories are, and who may do what with them. */
export const fileOwners: CaseList = {
  noun: "file owners",
  cases: [
    {
      name: "permissions are exactly those that are asked for, and a default instead of none at all",
      files: { "local/a": "x" },
      steps: [
        ...["000", "600", "777"].map((mode) => ({ run: ["push", "-m", mode, "local/a", `{dir}/m${mode}`] })),
        { run: ["push", "-m", "", "local/a", "{dir}/plain"] },
        { run: ["push", "-m", "7", "local/a", "{dir}/m7"] },
        { run: ["push", "-m", "0644", "local/a", "{dir}/m0644"] },
        ...["1777", "888", "x"].map((mode) => ({
          run: ["push", "-m", mode, "local/a", "{dir}/wrong"],
          code: 1,
          stderr: "{any}",
        })),
        { run: ["mkdir", "-m", "1777", "{dir}/wrong"], code: 1, stderr: "{any}" },
        { run: ["mkdir", "-m", "000", "{dir}/d000"] },
        { run: ["mkdir", "-p", "-m", "711", "{dir}/d/e/f"] },
        look(
          "stat -c '%n %a' m000 m600 m777 plain m7 m0644 d000 d d/e d/e/f",
          "m000 644",
          "m600 600",
          "m777 777",
          "plain 644",
          "m7 7",
          "m0644 644",
          "d000 755",
          "d 711",
          "d/e 711",
          "d/e/f 711",
        ),
      ],
    },
    {
      name: "owners are named, numbered, or both where these agree",
      needsRoot: true,
      files: { "local/a": "x" },
      steps: [
        { run: ["push", "--user", "nobody", "--group", "nogroup", "local/a", "{dir}/a"] },
        { run: ["push", "--user", "nobody", "local/a", "{dir}/b"] },
        { run: ["push", "--uid", "12345", "--gid", "54321", "local/a", "{dir}/c"] },
        { run: ["push", "--user", "nobody", "--gid", "1", "local/a", "{dir}/d"] },
        { run: ["mkdir", "-p", "--user", "nobody", "--group", "nogroup", "{dir}/e/f"] },
        {
          send: "POST /v1/files",
          ...multipartWrite(
            [{ path: "{dir}/g/h", "make-dirs": true, user: "nobody", "user-id": 65534, "group-id": 1 }],
            ["x"],
          ),
          ...sync([{ path: "{dir}/g/h", error: "{absent}" }]),
        },
        look(
          "stat -c '%n %u %g' a b c d e e/f g g/h",
          "a 65534 65534",
          "b 65534 65534",
          "c 12345 54321",
          "d 65534 1",
          "e 65534 65534",
          "e/f 65534 65534",
          "g 65534 1",
          "g/h 65534 1",
        ),
      ],
    },
    {
      name: "an owner that is nobody is refused, and nothing made",
      files: { "local/a": "x" },
      steps: [
        {
          run: ["push", "--user", "nonono", "local/a", "{dir}/x"],
          code: 1,
          stderr: noOwner("user: unknown user nonono"),
        },
        {
          run: ["push", "--user", "nobody", "--group", "nonono", "local/a", "{dir}/x"],
          code: 1,
          stderr: "{any}group: unknown group{any}nonono\n",
        },
        {
          run: ["mkdir", "--uid", "12345", "{dir}/x"],
          code: 1,
          stderr: noOwner("user: unknown userid 12345"),
        },
        { run: ["mkdir", "--uid", "-1", "{dir}/x"], code: 1, stderr: noOwner("user: unknown userid -1") },
        {
          run: ["mkdir", "--gid", "1", "{dir}/x"],
          code: 1,
          stderr: "{any}must specify user, not just group\n",
        },
        {
          run: ["mkdir", "--uid", "-x", "{dir}/x"],
          code: 1,
          stderr: "error: expected argument for flag `--uid', but got option `-x'\n",
        },
        {
          run: ["mkdir", "--uid", "-1x", "{dir}/x"],
          code: 1,
          stderr: '{any}(expected *int):{any}strconv.ParseInt: parsing "-1x": invalid syntax\n',
        },
        {
          send: "POST /v1/files",
          headers: { "content-type": "application/json" },
          body: { action: "make-dirs", dirs: [{ path: "{dir}/x", user: "nobody", "user-id": 5 }] },
          ...sync([
            {
              error: fault(
                'cannot look up user and group: user "nobody" UID (65534) does not match user-id (5)',
              ),
            },
          ]),
        },
        { run: ["ls", "{dir}/x"], code: 1, stderr: "error: stat {dir}/x: no such file or directory\n" },
      ],
    },
    {
      name: "a daemon that may not do something says so, of each path",
      needsRoot: true,
      files: { "local/a": "x", "shut/a": "x" },
      steps: [
        {
          send: "POST /v1/files",
          headers: { "content-type": "application/json" },
          body: {
            action: "remove",
            paths: [{ path: "/proc/self/comm" }, { path: "/proc/version", recursive: true }],
          },
          ...sync([
            {
              error: {
                kind: "permission-denied",
                message: "remove /proc/self/comm: operation not permitted",
              },
            },
            {
              error: {
                kind: "permission-denied",
                message: "unlinkat /proc/version: operation not permitted",
              },
            },
          ]),
        },
        {
          run: ["push", "local/a", "/proc/nope"],
          code: 1,
          stderr: "error: open /proc/nope{any}: no such file or directory\n",
        },
        {
          run: ["mkdir", "/proc/nope"],
          code: 1,
          stderr: "error: mkdir /proc/nope{any}: no such file or directory\n",
        },
      ],
    },
  ],
};
