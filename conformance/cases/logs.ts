import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";

const counting = {
  "layers/001-base.yaml": lines(
    "services:",
    "  one: {override: replace, command: sh -c 'for i in 1 2 3 4 5; do echo line $i; done; exec sleep 1000'}",
    "  two: {override: replace, command: sh -c 'echo out; echo err >&2; printf end; exec sleep 1000'}",
    "  many: {override: replace, command: sh -c 'seq 1 100; exec sleep 1000'}",
    "  clock: {override: replace, command: sh -c 'while true; do echo tick; sleep 0.1; done'}",
    "  big: {override: replace, command: sh -c 'seq 1 40000; exec sleep 1000'}",
  ),
};

function logged(service: string, ...texts: readonly string[]): string {
  return lines(...texts.map((text) => `{time} [${service}] ${text}`));
}

function numbers(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
}

/** What services wrote. */
export const logs: CaseList = {
  noun: "logs",
  cases: [
    {
      name: "before anything was written there is nothing",
      files: counting,
      steps: [
        { run: ["logs"] },
        { run: ["logs", "one"] },
        { run: ["logs", "nope"] },
        {
          send: "GET /v1/logs",
          status: 200,
          text: "",
          answerHeaders: { "content-type": "application/x-ndjson" },
        },
      ],
    },
    {
      name: "lines come with time and service, of one or all services",
      files: counting,
      steps: [
        { run: ["start", "one", "two"] },
        {
          run: ["logs", "one"],
          stdout: logged("one", ...numbers(1, 5).map((n) => `line ${n}`)),
          eventually: true,
        },
        { run: ["logs", "-n", "2", "one"], stdout: logged("one", "line 4", "line 5") },
        { run: ["logs", "two"], stdout: "{any}[two] err\n{any}", eventually: true },
        {
          run: ["logs", "--format=json", "-n1", "one"],
          stdout: '{"time":"{time}","service":"one","message":"line 5"}\n',
        },
      ],
    },
    {
      name: "the API gives one JSON object a line",
      files: counting,
      steps: [
        { run: ["start", "one"] },
        {
          send: "GET /v1/logs?services=one&n=2",
          status: 200,
          text: lines(...["4", "5"].map((n) => `{"time":"{time}","service":"one","message":"line ${n}"}`)),
          eventually: true,
        },
        { send: "GET /v1/logs?n=0", status: 200, text: "" },
        { send: "GET /v1/logs?n=x", status: 400, json: { type: "error" } },
        { send: "GET /v1/logs?n=-2", status: 400, json: { type: "error" } },
      ],
    },
    {
      name: "following gives the last lines and then each as it comes",
      files: counting,
      steps: [
        { run: ["start", "clock", "one"] },
        {
          send: "GET /v1/logs?follow=true&n=0&services=clock",
          hangUpAfterLines: 3,
          status: 200,
          text: lines(...["a", "b", "c"].map(() => '{"time":"{time}","service":"clock","message":"tick"}')),
        },
        {
          send: "GET /v1/logs?follow=true&n=1&services=one",
          hangUpAfterLines: 1,
          status: 200,
          text: '{"time":"{time}","service":"one","message":"line 5"}\n',
        },
      ],
    },
    {
      name: "thirty lines are the default, -n all is all",
      files: counting,
      steps: [
        { run: ["start", "many"] },
        { run: ["logs"], stdout: logged("many", ...numbers(71, 100)), eventually: true },
        { run: ["logs", "-n", "all"], stdout: logged("many", ...numbers(1, 100)) },
        {
          run: ["logs", "-n", "nope"],
          code: 1,
          stderr: 'error: expected n to be a non-negative integer or "all", not "nope"\n',
        },
      ],
    },
    {
      name: "the oldest lines make room in a ring of 100 KB",
      files: counting,
      steps: [
        { run: ["start", "big"] },
        { run: ["logs", "-n", "1"], stdout: logged("big", "40000"), eventually: true },
        { run: ["logs", "-n", "2500"], stdout: `{any}${logged("big", "39998", "39999", "40000")}` },
      ],
    },
  ],
};
