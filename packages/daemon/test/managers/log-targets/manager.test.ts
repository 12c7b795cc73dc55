import { describe, expect, it } from "bun:test";
import { combineLayers, type LogTarget, type Plan, parseLayer } from "@cobble/plan";
import { LogTargetError } from "../../../src/errors.ts";
import { type LogBatch, mapLines } from "../../../src/managers/log-targets/batch.ts";
import { createLogTargetManager, type LogTargetManager } from "../../../src/managers/log-targets/manager.ts";
import { createLogManager } from "../../../src/managers/logs/manager.ts";
import { createFakeClock, type FakeClock, settle } from "../../fake-clock.ts";

interface Setting {
  readonly clock: FakeClock;
  readonly targets: LogTargetManager;
  readonly log: readonly string[];
  /** What arrived, as `LOCATION SERVICE LABELS: LINE`, since it was last asked for. */
  arrived(): Promise<readonly string[]>;
  /** A service writes a line. */
  write(service: string, line: string): Promise<void>;
  /** The targets are these now; the services are web, db and later. */
  plan(logTargets: string): void;
}

const services = ["web", "db", "later"].map(
  (name) => `  ${name}: {override: replace, command: x, environment: {WHO: "${name}'s"}}\n`,
);

const planOf = (logTargets: string): Plan =>
  combineLayers([
    parseLayer(`services:\n${services.join("")}log-targets:\n${logTargets}`, { label: "test", order: 1 }),
  ]);

const open = (): Setting => {
  const clock = createFakeClock();
  const log: string[] = [];
  const logger = { notice: (text: string) => void log.push(text), debug: () => undefined };
  let came: string[] = [];
  const createDelivery = ({ location }: LogTarget) => {
    if (location === "wrong") throw new LogTargetError("it is wrong");
    return {
      send: async (batch: LogBatch) => {
        for (const its of batch) {
          const labels = [...its.labels].map(([name, value]) => `${name}=${value}`).join();
          came.push(...mapLines(its, (text) => `${location} ${its.service} ${labels}: ${text}`));
        }
        return { type: "sent" } as const;
      },
      close: () => void came.push(`${location} closed`),
    };
  };
  const logs = createLogManager({ clock, echo: undefined });
  const targets = createLogTargetManager({ clock, log: logger, random: () => 0, logs, createDelivery });
  return {
    clock,
    targets,
    log,
    arrived: async () => {
      await clock.advance(1000);
      const all = came;
      came = [];
      return all;
    },
    write: async (service, line) => {
      await logs.drain(service, new Response(`${line}\n`).body ?? new ReadableStream());
      await settle();
    },
    plan: (logTargets) => targets.planChanged(planOf(logTargets)),
  };
};

describe("log targets", () => {
  it("are sent the lines of the services that they name, with labels of the service's environment", async () => {
    const { arrived, plan, write } = open();
    plan(
      "  a: {override: replace, type: loki, location: A, services: [all, -db], labels: {who: $WHO}}\n" +
        "  b: {override: replace, type: loki, location: B, services: [db]}\n" +
        "  c: {override: replace, type: loki, location: C}",
    );
    await write("web", "1");
    await write("db", "2");
    await write("later", "3");
    expect(await arrived()).toEqual(["A later who=later's: 3", "A web who=web's: 1", "B db : 2"]);
  });

  it("are sent what is kept of services that they come to name, and each line once", async () => {
    const { arrived, plan, write } = open();
    const target = (words: string): string =>
      `  a: {override: replace, type: loki, location: A, services: [${words}]}`;
    await write("web", "1");
    plan(target("web"));
    expect(await arrived()).toEqual(["A web : 1"]);
    await write("db", "2");
    await write("web", "3");
    plan(target("all"));
    expect(await arrived()).toEqual(["A db : 2", "A web : 3"]);
    plan(target("all, -web"));
    await write("web", "4");
    await write("db", "5");
    expect(await arrived()).toEqual(["A db : 5"]);
    plan(target("all"));
    await write("web", "6");
    expect(await arrived()).toEqual(["A web : 6"]);
  });

  it("go on with the labels and the place that the plan has now", async () => {
    const { arrived, plan, write } = open();
    const target = (location: string, label: string): string =>
      `  a: {override: replace, type: loki, location: ${location}, services: [all], labels: {l: ${label}}}`;
    plan(target("A", "x"));
    await write("web", "1");
    plan(target("A", "y"));
    await write("web", "2");
    expect(await arrived()).toEqual(["A web l=y: 1", "A web l=y: 2"]);
    await write("web", "3");
    plan(target("B", "y"));
    expect(await arrived()).toEqual(["A closed", "B web l=y: 3"]);
  });

  it("end when the plan has them no more, or only with a place that there is not", async () => {
    const { arrived, log, plan, write } = open();
    const target = (location: string): string =>
      `  a: {override: replace, type: loki, location: ${location}, services: [all]}`;
    plan(target("A"));
    await write("web", "1");
    plan(target("wrong"));
    expect(await arrived()).toEqual(["A web : 1", "A closed"]);
    expect(log).toEqual(['Cannot forward logs to target "a": it is wrong']);
    plan(target("A"));
    plan("  b: {override: replace, type: loki, location: B}");
    await write("web", "2");
    expect(await arrived()).toEqual(["A web : 1", "A closed"]);
  });

  it("are sent what waits when the daemon ends", async () => {
    const { arrived, clock, plan, targets, write } = open();
    plan("  a: {override: replace, type: loki, location: A, services: [all]}");
    await write("web", "1");
    await targets.stop();
    expect(clock.pending()).toBe(0);
    expect(await arrived()).toEqual(["A web : 1", "A closed"]);
  });
});
