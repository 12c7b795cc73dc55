import type { CaseList } from "../case.ts";
import { failure } from "../replies.ts";

/** Commands inside, from the command line and over the API; streams over websockets are with the ops client. */
export const exec: CaseList = {
  noun: "exec",
  cases: [
    {
      name: "output, error output and input pass through",
      steps: [
        { run: ["exec", "echo", "hi", "there"], stdout: "hi there\n" },
        { run: ["exec", "sh", "-c", "echo out; echo err >&2"], stdout: "out\n", stderr: "err\n" },
        { run: ["exec", "tr", "a-z", "A-Z"], stdin: "loud\nvoice", stdout: "LOUD\nVOICE" },
        { run: ["exec", "--", "echo", "-n", "--flag"], stdout: "--flag" },
      ],
    },
    {
      name: "output and errors keep their order where both go to the same place",
      steps: [
        {
          run: ["exec", "-I", "-T", "sh", "-c", "echo a; echo b >&2; echo c; echo d >&2; echo e"],
          terminalColumns: 80,
          stdout: "a\r\nb\r\nc\r\nd\r\ne\r\n",
        },
      ],
    },
    {
      name: "the exit code passes through, a signal is 128 and its number",
      steps: [
        { run: ["exec", "sh", "-c", "exit 4"], code: 4 },
        { run: ["exec", "true"] },
        { run: ["exec", "sh", "-c", "kill -TERM $$"], code: 143 },
      ],
    },
    {
      name: "environment and directory are as asked",
      steps: [
        { run: ["exec", "--env", "A=b c", "--env", "B=", "sh", "-c", "echo $A:$B."], stdout: "b c:.\n" },
        { run: ["exec", "-w", "/usr", "pwd"], stdout: "/usr\n" },
        { run: ["exec", "pwd"], stdout: "{dir}\n" },
        { run: ["exec", "-w", "/nonono", "pwd"], code: 1, stderr: "error: {any}/nonono{any}" },
      ],
    },
    {
      name: "a command that takes longer than its timeout is stopped",
      steps: [
        {
          run: ["exec", "--timeout=100ms", "sleep", "1000"],
          code: 1,
          stderr:
            'error: cannot perform the following tasks:\n- Execute command "sleep" (timed out after 100ms{any})\n',
        },
      ],
    },
    {
      name: "a command that does not exist is an error",
      steps: [
        { run: ["exec", "nonono-x"], code: 1, stderr: 'error: cannot find executable "nonono-x"\n' },
        {
          send: "POST /v1/exec",
          body: { command: ["nonono-x"] },
          ...failure(400, { message: 'cannot find executable "nonono-x"' }),
        },
      ],
    },
    {
      name: "requests that are incomplete are refused",
      steps: [
        { send: "POST /v1/exec", body: {}, ...failure(400, { message: "must specify command" }) },
        {
          send: "POST /v1/exec",
          body: { command: ["true"], timeout: "soon" },
          ...failure(400, { message: 'invalid timeout: time: invalid duration "soon"' }),
        },
        {
          send: "POST /v1/exec",
          body: { command: ["true"], user: "nonono" },
          ...failure(400, { message: "user: unknown user nonono" }),
        },
        {
          send: "POST /v1/exec",
          body: { command: ["true"], "service-context": "nope" },
          ...failure(400, { message: 'context service "nope" not found' }),
        },
      ],
    },
    {
      name: "the answer names the change, the task and its environment",
      steps: [
        {
          send: "POST /v1/exec",
          body: { command: ["true"], environment: { A: "b" } },
          status: 202,
          json: {
            type: "async",
            change: "1",
            result: {
              "task-id": "1",
              environment: { A: "b", HOME: "{any}", PATH: "{any}" },
              "working-dir": "{any}",
            },
          },
        },
        {
          send: "GET /v1/changes/1",
          status: 200,
          json: { result: { kind: "exec", summary: 'Execute command "true"' } },
        },
      ],
    },
    {
      name: "a command may run in the context of a service",
      files: {
        "layers/001-base.yaml":
          "services: {web: {override: replace, command: sleep 1, environment: {A: from-service}, working-dir: /usr}}\n",
      },
      steps: [
        { run: ["exec", "--context", "web", "sh", "-c", "echo $A $(pwd)"], stdout: "from-service /usr\n" },
      ],
    },
    {
      name: "a terminal is the output, and the input only when it is interactive",
      steps: [
        {
          run: ["exec", "-t", "sh", "-c", "[ -t 0 ] || echo pipe; [ -t 1 ] && echo terminal; cat"],
          stdin: "typed\n",
          stdout: "pipe\r\nterminal\r\ntyped\r\n",
        },
        {
          run: [
            "exec",
            "-t",
            "-i",
            "sh",
            "-c",
            'stty -echo; echo ready; read x; echo "<$x>"; stty size; exit 4',
          ],
          stdin: "typed\n",
          code: 4,
          stdout: "{any}ready\r\n<typed>\r\n25 80\r\n",
        },
        {
          run: ["exec", "-t", "sh", "-c", "echo err >&2"],
          stderr: "err\n",
        },
        {
          run: ["exec", "-i", "cat"],
          code: 1,
          stderr: "error: cannot call exec: cannot use interactive mode without a terminal\n",
        },
        {
          run: ["exec", "-t", "-T", "true"],
          code: 1,
          stderr: "error: cannot use -t and -T at the same time\n",
        },
        {
          run: ["exec", "-i", "-I", "true"],
          code: 1,
          stderr: "error: cannot use -i and -I at the same time\n",
        },
      ],
    },
    {
      name: "a user without an account has neither a home nor a name, and begins in the root",
      steps: [
        {
          run: ["exec", "--uid", "12345", "--gid", "54321", "sh", "-c", 'echo "$(id -u)<$HOME><$USER>"; pwd'],
          stdout: "12345<><>\n/\n",
        },
        { run: ["exec", "--uid", "12345", "true"], code: 1, stderr: "error: user: unknown userid 12345\n" },
      ],
    },
  ],
};
