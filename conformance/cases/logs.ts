import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";

const counting = {
  "layers/001-base.yaml": lines(
    "services:",
    "  one: {override: replace, command: sh -c 'for i in 1 2 3 4 5; do echo line $i; done; exec sleep 1000'}",
    "  two: {override: replace, command: sh -c 'echo out; echo err >&2; printf end; exec sleep 1000'}",
    "  many: {override: replace, command: sh -c 'seq 1 100; exec sleep 1000'}",
    "  clock: {override: replace, command: sh -c 'while true; do echo tick; sleep 0.1; done'}",
    "  half: {override: replace, command: sh -c 'echo whole; printf half; exec sleep 1000'}",
    "  slow: {override: replace, command: sh -c 'printf begun; sleep 4; echo ended; exec sleep 1000'}",
    "  wide: {override: replace, command: sh -c 'printf %8000d 0; echo; printf %4063d 0; echo; exec sleep 1000'}",
    "  odd: {override: replace, command: printf '<b>&\\t\\r\\\\ \\303\\251 \\377\\n\\n\"x\"\\n', on-success: ignore}",
    "  big: {override: replace, command: sh -c 'seq 1 40000; exec sleep 1000'}",
  ),
};

function logged(service: string, ...texts: readonly string[]): string {
  return lines(...texts.map((text) => `{time} [${service}] ${text}`));
}

function entries(service: string, ...messages: readonly string[]): string {
  return lines(
    ...messages.map((text) => `{"time":"{time}","service":"${service}","message":${JSON.stringify(text)}}`),
  );
}

/** What the API gives of the service `one`, from its line of that number on. */
function oneEntries(from: number): string {
  return entries("one", ...numbers(from, 5).map((n) => `line ${n}`));
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
        { run: ["logs", "two"], stdout: logged("two", "out", "err", "end"), eventually: true },
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
          text: oneEntries(4),
          eventually: true,
        },
        { send: "GET /v1/logs?n=0", status: 200, text: "" },
        { send: "GET /v1/logs?n=-1&services=nope,,one", status: 200, text: oneEntries(1) },
        { send: "GET /v1/logs?n=%2B2&n=x&services=one&services=two", status: 200, text: oneEntries(4) },
        { send: "GET /v1/logs?n=&follow=", status: 200, text: oneEntries(1) },
        ...["x", "-2", "0x1", "1_0", "1.0", "99999999999999999999"].map((n) => ({
          send: `GET /v1/logs?n=${n}`,
          status: 400,
          json: { type: "error", result: { message: "n must be -1, 0, or a positive integer" } },
        })),
        {
          send: "GET /v1/logs?follow=TRUE&n=x",
          status: 400,
          json: { type: "error", result: { message: 'follow parameter must be "true" or "false"' } },
        },
      ],
    },
    {
      name: "a line that is not finished is shown as far as it has come",
      files: counting,
      steps: [
        { run: ["start", "half"] },
        { run: ["logs", "half"], stdout: logged("half", "whole", "half"), eventually: true },
        { send: "GET /v1/logs?services=half&n=1", status: 200, text: entries("half", "half") },
      ],
    },
    {
      name: "one who follows gets the start of a line that stands still, and the rest as another",
      files: counting,
      steps: [
        { run: ["start", "--no-wait", "slow"], stdout: "{n}\n" },
        {
          send: "GET /v1/logs?follow=true&services=slow&n=-1",
          hangUpAfterLines: 2,
          status: 200,
          text: entries("slow", "begun", "ended"),
        },
        { run: ["logs", "slow"], stdout: logged("slow", "begunended") },
      ],
    },
    {
      name: "a long line is cut into pieces of 4096 bytes, its time and name counted",
      files: counting,
      steps: [
        { run: ["start", "wide"] },
        {
          run: ["logs", "wide"],
          stdout: logged("wide", " ".repeat(4064), `${" ".repeat(3935)}0`, `${" ".repeat(4062)}0`),
          eventually: true,
        },
      ],
    },
    {
      name: "what is no text is shown as replacement characters, and controls as they are",
      files: counting,
      steps: [
        { run: ["start", "--no-wait", "odd"], stdout: "{n}\n" },
        {
          run: ["logs", "odd"],
          stdout: logged("odd", "<b>&\t\r\\ é \ufffd", "", '"x"'),
          eventually: true,
        },
        {
          send: "GET /v1/logs?services=odd",
          status: 200,
          text: entries("odd", "<b>&\t\r\\ é \ufffd", "", '"x"').replaceAll("\ufffd", "{any}"),
        },
      ],
    },
    {
      name: "a restart begins a new line",
      except: {
        target: "pebble",
        kind: "differs on purpose",
        reason:
          "the reference runs the unfinished lines of two starts together, the second one's time between them",
      },
      files: counting,
      steps: [
        { run: ["start", "half"] },
        { run: ["restart", "half"] },
        { run: ["logs", "half"], stdout: logged("half", "whole", "half", "whole", "half"), eventually: true },
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
        { run: ["logs", "-n", "0"], stdout: logged("many", ...numbers(71, 100)) },
        { run: ["logs", "-n", "+1"], stdout: logged("many", "100") },
        { run: ["logs", "-n", ""], stdout: logged("many", ...numbers(71, 100)) },
        ...["nope", "0x1", "1e3", " 3", "1.0", "99999999999999999999"].map((n) => ({
          run: ["logs", "-n", n],
          code: 1,
          stderr: `error: expected n to be a non-negative integer or "all", not "${n}"\n`,
        })),
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
