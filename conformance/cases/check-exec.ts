import type { CaseList, ConformanceCase } from "../case.ts";
import { lines } from "../lines.ts";
import { refreshedChecks } from "../refreshed-checks.ts";
import { sync } from "../replies.ts";

/** A check's settings below `exec`, and the error that comes of running it; none when it is well. */
type Row = readonly [exec: string, error: string | undefined];

const below = [
  "services:",
  "  web: {override: replace, command: sleep 1, environment: {A: of web, B: of web}, working-dir: /usr}",
  "  mine: {override: replace, command: sleep 1, user: nobody}",
  "  work: {override: replace, command: sleep 1, workload: crew}",
  "workloads:",
  "  crew: {override: replace, user: nobody, environment: {A: of crew}}",
];

const execCase = (
  name: string,
  rows: readonly Row[],
  options: Parameters<typeof refreshedChecks>[2] = {},
): ConformanceCase =>
  refreshedChecks(
    name,
    rows.map(([exec, error]) => [`exec: ${exec}`, error]),
    { ...options, below, files: { plain: "#!/bin/sh\n" } },
  );

/** A check that runs a shell script, its settings besides the command included. */
const shell = (script: string, more = ""): string =>
  `{command: ${JSON.stringify(`sh -c '${script}'`)}${more === "" ? "" : `, ${more}`}}`;

/** exec checks: what they tell, what they run with, and what keeps them from running. */
export const checkExec: CaseList = {
  noun: "check-exec",
  cases: [
    execCase("the exit code is told, a signal as 128 and its number", [
      ["{command: 'true'}", undefined],
      [shell("exit 255"), "exit status 255"],
      [shell("kill -9 $$"), "exit status 137"],
      [shell("echo x; kill -15 $$"), "exit status 143; x"],
      [shell("kill -SEGV $$"), "exit status 139"],
    ]),
    execCase("of the output the last five lines are told, without the empty ones around them", [
      [shell("printf one; exit 3"), "exit status 3; one"],
      [shell("echo out; echo err >&2; exit 1"), "exit status 1; out\nerr"],
      [shell("seq 5; exit 1"), "exit status 1; 1\n2\n3\n4\n5"],
      [shell("seq 6; exit 1"), "exit status 1; (...)\n2\n3\n4\n5\n6"],
      [shell("echo; echo a; echo; echo b; echo; exit 1"), "exit status 1; a\n\nb"],
      [
        shell("for n in 1 2 3 4 5 6; do seq 1 100; sleep 0.02; done; exit 3"),
        "exit status 3; (...)\n96\n97\n98\n99\n100",
      ],
      [shell('printf "\\\\377\\\\033[1mbold"; exit 1'), "exit status 1; \ufffd\u001b[1mbold"],
    ]),
    execCase(
      "of a large output the end is told",
      [[shell("seq 1 300; exit 1"), "exit status 1; (...)\n296\n297\n298\n299\n300"]],
      {
        except: {
          target: "pebble",
          kind: "differs on purpose",
          reason:
            "it keeps the first 512 bytes of a large write, and what the command writes next ends it with SIGPIPE",
        },
      },
    ),
    execCase("what cannot be started is told", [
      ["{command: no-such-program}", 'exec: "no-such-program": executable file not found in $PATH'],
      ["{command: /no/such/program}", "fork/exec /no/such/program: no such file or directory{any}"],
      ["{command: ./layers}", "fork/exec ./layers: permission denied{any}"],
      ["{command: ./plain}", "fork/exec ./plain: permission denied{any}"],
      ["{command: ./none, working-dir: /usr}", "fork/exec ./none: no such file or directory{any}"],
      ["{command: 'true', working-dir: /no/such}", "chdir /no/such: no such file or directory"],
      ["{command: 'true', working-dir: /etc/passwd}", "fork/exec {any}/true: not a directory{any}"],
    ]),
    execCase(
      "a command that takes too long has timed out",
      [
        ["{command: sleep 10}", "check timed out after 300ms"],
        [shell('trap "" TERM; while :; do sleep 0.05; done'), "check timed out after 300ms"],
        [shell("echo a; sleep 10; exit 1"), "check timed out after 300ms"],
        [shell("sleep 10 & exit 0"), "check timed out after 300ms"],
      ],
      { timeout: "300ms" },
    ),
    execCase("what a command leaves behind is waited for, for a second", [
      [shell("sleep 0.3 & exit 0"), undefined],
      [shell("(sleep 0.3; echo late) & echo soon; exit 4"), "exit status 4; soon\nlate"],
      [shell("sleep 10 & exit 0"), undefined],
      [shell("sleep 10 & echo soon; exit 4"), "exit status 4; soon"],
      [shell("sleep 10 > /dev/null 2>&1 & exit 0"), undefined],
    ]),
    execCase("environment and directory are the daemon's unless the check or its service has another", [
      [
        shell("echo $A:$HOME; pwd; readlink /proc/self/fd/0; exit 1"),
        "exit status 1; :{dir}\n{dir}\n/dev/null",
      ],
      [
        shell("echo $A; pwd; exit 1", "environment: {A: $HOME}, working-dir: layers"),
        "exit status 1; $HOME\n{dir}/layers",
      ],
      [shell("echo $A, $B; pwd; exit 1", "service-context: web"), "exit status 1; of web, of web\n/usr"],
      [
        shell("echo $A, $B; pwd; exit 1", "service-context: web, environment: {A: own}, working-dir: /"),
        "exit status 1; own, of web\n/",
      ],
    ]),
    execCase(
      "the user is the daemon's unless the check or its service has another",
      [
        [shell("id -un; echo $HOME; exit 1"), "exit status 1; root\n{dir}"],
        [shell("id -un; id -G; echo $HOME; exit 1", "user: nobody"), "exit status 1; nobody\n65534\n{dir}"],
        [shell("id -u; id -g; exit 1", "user-id: 12345, group-id: 54321"), "exit status 1; 12345\n54321"],
        [shell("id -un; exit 1", "service-context: mine"), "exit status 1; nobody"],
        [shell("id -un; exit 1", "service-context: mine, user: daemon"), "exit status 1; daemon"],
      ],
      { needsRoot: true },
    ),
    execCase(
      "a service's context is without its workload",
      [[shell("echo $A; id -un; exit 1", "service-context: work"), "exit status 1; root"]],
      { needsRoot: true },
    ),
    {
      name: "a check that is not active has its service's context too",
      files: {
        "layers/001-base.yaml": lines(
          ...below,
          "checks:",
          "  off: {override: replace, startup: disabled, exec: {command: sh -c 'echo $A; exit 1', service-context: web}}",
        ),
      },
      steps: [
        {
          send: "POST /v1/checks/refresh",
          body: { name: "off" },
          ...sync({ error: "exit status 1; of web", info: { status: "inactive", failures: "{absent}" } }),
        },
      ],
      except: {
        target: "pebble",
        kind: "differs on purpose",
        reason: "it runs such a check without the context, against its own documentation",
      },
    },
  ],
};
