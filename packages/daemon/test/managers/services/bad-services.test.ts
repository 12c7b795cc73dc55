import { describe, expect, it } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LogEntry } from "@cobble/wire";
import { fixture, type Supervisor, startSupervisor } from "../../supervisor.ts";
import { until } from "../../until.ts";

/** A service with a bad habit beside a good one, which notes its starts and is restarted soon. */
const beside = (command: string, ...more: readonly string[]): Supervisor =>
  startSupervisor(
    [
      "services:",
      "  bad:",
      "    override: replace",
      `    command: ${command}`,
      ...more.map((line) => `    ${line}`),
      "  good:",
      "    override: replace",
      `    command: ${fixture("count-starts.sh")} $DIR/starts`,
      "    backoff-delay: 10ms",
    ].join("\n"),
  );

const textOf = (supervisor: Supervisor, name: string): string => {
  const path = join(supervisor.directory, name);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
};

const startsOf = (supervisor: Supervisor): number => textOf(supervisor, "starts").split("\n").length - 1;

/** Kills the good service, and waits until it is back: whatever the bad one does, that is seen to. */
const expectGoodRestarts = async (supervisor: Supervisor): Promise<void> => {
  const before = startsOf(supervisor);
  const sent = await supervisor.post("/v1/signals", { signal: "SIGKILL", services: ["good"] });
  expect(sent.status).toBe(200);
  await until("the other service is back", () => startsOf(supervisor) > before);
};

const stateOf = (pid: number): string => {
  const path = `/proc/${pid}/stat`;
  return existsSync(path) ? (readFileSync(path, "utf8").split(") ")[1]?.[0] ?? "") : "gone";
};

/** Whether it is no more; a zombie counts, whose parent has not looked yet. */
const isOver = (pid: number): boolean => ["gone", "Z", "X"].includes(stateOf(pid));

const readLog = async (supervisor: Supervisor, service: string): Promise<readonly LogEntry[]> => {
  const { body } = await supervisor.ask(`/v1/logs?n=-1&services=${service}`);
  return String(body)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as LogEntry);
};

describe.concurrent("services with bad habits", () => {
  it("may write a gigabyte without a line end: little of it is kept, and others are restarted meanwhile", async () => {
    await using supervisor = beside(`${fixture("flood.sh")} 1000000000 $DIR/flooded`);
    await supervisor.act("start", "good");
    await supervisor.post("/v1/services", { action: "start", services: ["bad"] });
    await until("the flood is on", async () => (await readLog(supervisor, "bad")).length > 0);
    await expectGoodRestarts(supervisor);
    await until("the flood is over", () => textOf(supervisor, "flooded") !== "");
    const kept = (await readLog(supervisor, "bad")).map(({ message }) => message.length);
    expect(kept.reduce((sum, length) => sum + length, 0)).toBeLessThan(200_000);
    expect((await supervisor.service("bad")).current).toBe("active");
  }, 60_000);

  it("may write junk: the log stays one that can be read", async () => {
    await using supervisor = beside(fixture("junk.sh"));
    await supervisor.act("start", "bad", "good");
    const last = await until("the junk is over", async () => {
      const { message } = (await readLog(supervisor, "bad")).at(-1) ?? {};
      return message === "end of junk" ? message : undefined;
    });
    expect(last).toBe("end of junk");
    await expectGoodRestarts(supervisor);
  });

  it("may close their output: they run on, and can be stopped", async () => {
    await using supervisor = beside(fixture("close-output.sh"));
    expect((await supervisor.act("start", "bad", "good")).status).toBe("Done");
    expect((await readLog(supervisor, "bad")).map(({ message }) => message)).toEqual(["before"]);
    expect((await supervisor.service("bad")).current).toBe("active");
    await expectGoodRestarts(supervisor);
    expect((await supervisor.act("stop", "bad")).status).toBe("Done");
  });

  it("may leave a daemon behind that keeps their output open: their own end counts, and at once", async () => {
    await using supervisor = beside(`${fixture("daemonise.sh")} $DIR/daemon 0`, "on-success: ignore");
    const { err } = await supervisor.act("start", "bad", "good");
    const daemon = Number(textOf(supervisor, "daemon"));
    try {
      expect(err).toContain("exited quickly with code 0, will ignore");
      expect((await supervisor.service("bad")).current).toBe("inactive");
      expect(isOver(daemon)).toBe(false);
      await expectGoodRestarts(supervisor);
    } finally {
      process.kill(daemon, "SIGKILL");
    }
  });

  it("may fail while a grandchild keeps their output open: the failure is seen all the same", async () => {
    await using supervisor = beside(`${fixture("daemonise.sh")} $DIR/daemon 3 1.1`, "on-failure: ignore");
    expect((await supervisor.act("start", "bad", "good")).status).toBe("Done");
    const daemon = Number(textOf(supervisor, "daemon"));
    try {
      await until("the failure is seen", async () => (await supervisor.service("bad")).current === "error");
      expect(isOver(daemon)).toBe(false);
    } finally {
      process.kill(daemon, "SIGKILL");
    }
  });

  it("may have children that need time to end: a stop gives it to them", async () => {
    await using supervisor = beside(`${fixture("slow-child.sh")} $DIR/tidy`);
    await supervisor.act("start", "bad");
    expect((await supervisor.act("stop", "bad")).status).toBe("Done");
    expect(textOf(supervisor, "tidy")).toBe("tidy\n");
  });

  it("may have children that ignore all signals: none of them is left after a stop", async () => {
    await using supervisor = beside(`${fixture("deaf-child.sh")} $DIR/child`, "kill-delay: 200ms");
    await supervisor.act("start", "bad", "good");
    const child = Number(textOf(supervisor, "child"));
    expect(isOver(child)).toBe(false);
    const stopping = supervisor.act("stop", "bad");
    await expectGoodRestarts(supervisor);
    expect((await stopping).status).toBe("Done");
    expect(isOver(child)).toBe(true);
  });

  it("may exit at once, again and again: others are restarted meanwhile", async () => {
    await using supervisor = beside(
      `sh -c 'echo >> $DIR/tries; exit 1'`,
      "backoff-delay: 1ms",
      "backoff-factor: 1.0",
    );
    await supervisor.act("start", "good");
    await supervisor.post("/v1/services", { action: "start", services: ["bad"] });
    await until("it has been tried often", () => textOf(supervisor, "tries").length > 20);
    await expectGoodRestarts(supervisor);
    expect((await supervisor.act("stop", "bad")).status).toBe("Done");
  });
});
