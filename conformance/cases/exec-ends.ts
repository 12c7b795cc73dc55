import type { CaseList, CommandStep } from "../case.ts";

const shell = (script: string, expected: Omit<CommandStep, "run">): CommandStep => ({
  run: ["exec", "sh", "-c", script],
  ...expected,
});

/** How commands end, and what becomes of their input and output then. */
export const execEnds: CaseList = {
  noun: "exec ends",
  cases: [
    {
      name: "each exit code passes, and a signal is its number and 128",
      steps: [
        ...[0, 1, 2, 126, 127, 128, 255].map((code) => shell(`exit ${code}`, { code })),
        ...(
          [
            ["HUP", 129],
            ["KILL", 137],
            ["SEGV", 139],
            ["TERM", 143],
          ] as const
        ).map(([name, code]) => shell(`kill -${name} $$`, { code })),
        shell("trap '' TERM; kill -TERM $$; echo alive", { stdout: "alive\n" }),
      ],
    },
    {
      name: "output is all there before the command is over, its background children's too",
      steps: [
        shell("(sleep 0.3; echo late) & echo first", { stdout: "first\nlate\n" }),
        shell("exec >&- 2>&-; exit 3", { code: 3 }),
        shell("head -c 300000 /dev/zero | tr '\\0' x | wc -c; head -c 300000 /dev/zero | tr '\\0' y >&2", {
          stdout: "300000\n",
          stderr: "y".repeat(300_000),
        }),
      ],
    },
    {
      name: "input passes whole, and may be left unread",
      steps: [
        { run: ["exec", "wc", "-c"], stdin: "x".repeat(1_000_000), stdout: "1000000\n" },
        { run: ["exec", "true"], stdin: "x".repeat(1_000_000) },
        { run: ["exec", "head", "-c", "5"], stdin: "y".repeat(1_000_000), stdout: "yyyyy" },
        {
          run: ["exec", "sh", "-c", "exec <&-; sleep 0.1; echo ok"],
          stdin: "z".repeat(1_000_000),
          stdout: "ok\n",
        },
      ],
    },
    {
      name: "a timeout is told as it was given, and may be over before it begins",
      steps: [
        {
          run: ["exec", "--timeout", "1500ms", "sleep", "100"],
          code: 1,
          stderr:
            'error: cannot perform the following tasks:\n- Execute command "sleep" (timed out after 1.5s: context deadline exceeded)\n',
        },
        {
          run: ["exec", "--timeout", "-1s", "sleep", "100"],
          code: 1,
          stderr:
            'error: cannot perform the following tasks:\n- Execute command "sleep" (timed out after -1s: context deadline exceeded)\n',
        },
        { run: ["exec", "--timeout", "0", "echo", "for ever"], stdout: "for ever\n" },
        { run: ["exec", "--timeout", "10m", "echo", "in time"], stdout: "in time\n" },
        {
          run: ["exec", "--timeout", "soon", "true"],
          code: 1,
          stderr:
            'error: invalid argument for flag `--timeout\' (expected time.Duration): time: invalid duration "soon"\n',
        },
      ],
    },
    {
      name: "an interrupt reaches the command, and what it makes of it is the exit code",
      steps: [
        {
          run: [
            "exec",
            "sh",
            "-c",
            "trap 'echo got it; exit 7' INT; echo ready; while :; do sleep 0.05; done",
          ],
          interruptAfterMs: 700,
          code: 7,
          stdout: "ready\ngot it\n",
        },
        { run: ["exec", "sleep", "100"], interruptAfterMs: 500, code: 130 },
      ],
    },
    {
      name: "what cannot be started after all is the error of its task",
      files: { "d/script": "#!/nonono\n" },
      steps: [
        { run: ["exec", "chmod", "755", "{dir}/d/script"] },
        {
          run: ["exec", "{dir}/d/script"],
          code: 1,
          stderr:
            'error: cannot perform the following tasks:\n- Execute command "{dir}/d/script" (fork/exec {dir}/d/script: no such file or directory{any})\n',
        },
        {
          send: "GET /v1/changes/2",
          status: 200,
          json: {
            result: {
              kind: "exec",
              status: "Error",
              ready: true,
              tasks: [{ kind: "exec", status: "Error" }],
            },
          },
        },
      ],
    },
  ],
};
