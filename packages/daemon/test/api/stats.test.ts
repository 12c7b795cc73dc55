import { describe, expect, it } from "bun:test";
import { decode, Stats } from "@cobble/wire";
import { type Supervisor, startSupervisor } from "../supervisor.ts";
import { until } from "../until.ts";

const ask = async (supervisor: Supervisor, query = ""): Promise<Stats> =>
  decode(Stats, (await supervisor.get(`/v1/stats${query}`)).result, "stats");

describe.concurrent("GET /v1/stats", () => {
  it("tells what each service uses, with the children of its group", async () => {
    await using supervisor = startSupervisor(`
services:
  busy: {override: replace, command: "sh -c 'while :; do :; done & echo ready; wait'", on-check-failure: {up: ignore}}
  idle: {override: replace, command: sleep 1000}
  never: {override: replace, command: sleep 1}
checks:
  up: {override: replace, period: 1h, threshold: 1, exec: {command: "false"}}
  inside: {override: replace, period: 1h, exec: {command: "true", service-context: idle}}
  off: {override: replace, startup: disabled, exec: {command: "true", service-context: idle}}
`);
    await supervisor.act("start", "busy", "idle");
    await supervisor.post("/v1/checks/refresh", { name: "up" });
    const first = await ask(supervisor);
    const [busy, idle, never] = first.services;
    expect(busy).toMatchObject({
      name: "busy",
      current: "active",
      restarts: 0,
      processes: 2,
      "last-log": "ready",
    });
    expect(busy?.checks).toEqual({ up: 0, down: 1, inactive: 0 });
    expect(busy?.memory).toBeGreaterThan(100_000);
    expect(idle).toMatchObject({ processes: 1, checks: { up: 1, down: 0, inactive: 1 } });
    expect(never).toEqual({
      name: "never",
      current: "inactive",
      restarts: 0,
      checks: { up: 0, down: 0, inactive: 0 },
    });
    const later = await until("it has worked for a while", async () => {
      const found = await ask(supervisor, "?names=busy");
      return (found.services[0]?.["cpu-ms"] ?? 0) >= (busy?.["cpu-ms"] ?? 0) + 100 && found;
    });
    expect(later.services.length).toBe(1);
    expect(later["monotonic-ms"]).toBeGreaterThan(first["monotonic-ms"]);
    expect(first.supervisor.pid).toBe(process.pid);
    expect(first.supervisor.memory).toBeGreaterThan(10_000_000);
    expect(first.cpus).toBeGreaterThan(0);
  });

  it("counts the restarts that nobody asked for", async () => {
    await using supervisor = startSupervisor(
      "services: {bad: {override: replace, command: sh -c 'exit 1', backoff-delay: 1ms, backoff-limit: 1ms}}",
    );
    await supervisor.act("start", "bad");
    await until("it came back twice", async () => ((await ask(supervisor)).services[0]?.restarts ?? 0) >= 2);
  });
});
