import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { sync } from "../replies.ts";
import { oneService } from "./service-files.ts";

/** What happens when a service ends, or does not want to. */
export const serviceExits: CaseList = {
  noun: "service exits",
  cases: [
    {
      name: "a service that ends within a second fails its start with the code",
      files: oneService("sh -c 'echo oops; exit 3'"),
      steps: [
        {
          run: ["start", "svc"],
          code: 1,
          stderr: lines(
            "error: cannot perform the following tasks:",
            '- Start service "svc" (service start attempt: exited quickly with code 3, will restart)',
          ),
        },
        { send: "GET /v1/services", ...sync([{ current: "backoff" }]) },
        {
          send: "GET /v1/changes/1",
          ...sync({
            status: "Error",
            err: '{any}Start service "svc" (service start attempt: exited quickly with code 3, will restart)',
            tasks: [
              {
                status: "Error",
                log: [
                  "{time} INFO Most recent service output:\n    oops",
                  "{time} ERROR service start attempt: exited quickly with code 3, will restart",
                ],
              },
            ],
          }),
        },
      ],
    },
    {
      name: "a quick end with code 0 fails the start too",
      files: oneService("'true'"),
      steps: [
        {
          run: ["start", "svc"],
          code: 1,
          stderr: "{any}exited quickly with code 0, will restart)\n",
        },
      ],
    },
    {
      name: "a quick end that is to be ignored leaves the service in error",
      files: oneService("sh -c 'exit 3'", "on-failure: ignore"),
      steps: [
        { run: ["start", "svc"], code: 1, stderr: "{any}exited quickly with code 3, will ignore)\n" },
        { send: "GET /v1/services", ...sync([{ current: "error" }]) },
      ],
    },
    {
      name: "a task after one that failed is held",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          "  bad: {override: replace, command: 'false', on-failure: ignore}",
          "  next: {override: replace, command: sleep 1000, requires: [bad], after: [bad]}",
        ),
      },
      steps: [
        { run: ["start", "next"], code: 1, stderr: "{any}will ignore)\n" },
        {
          send: "GET /v1/changes/1",
          ...sync({ status: "Error", tasks: [{ status: "Error" }, { status: "Hold" }] }),
        },
      ],
    },
    {
      name: "a service that ends later is started again after a while",
      files: oneService("sh -c 'echo up; sleep 1.3; exit 1'", "backoff-delay: 50ms"),
      steps: [
        { run: ["start", "svc"] },
        { run: ["logs"], stdout: "{time} [svc] up\n{time} [svc] up\n{any}", eventually: true },
      ],
    },
  ],
};
