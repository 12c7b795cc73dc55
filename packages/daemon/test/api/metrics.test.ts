import { describe, expect, it } from "bun:test";
import { spawnSync } from "node:child_process";
import type { ServiceInfo } from "@cobble/wire";
import { createMetricsHandler } from "../../src/api/metrics.ts";
import type { ApiRequest, ApiResponse } from "../../src/api/request.ts";
import type { CheckCounts, CheckManager } from "../../src/managers/checks/manager.ts";
import type { ServiceManager } from "../../src/managers/services/manager.ts";
import { startSupervisor } from "../supervisor.ts";
import { until } from "../until.ts";

/** The answer for services that are so and were started so often, and for checks that are so. */
const metrics = async (
  services: readonly {
    readonly name: string;
    readonly current: ServiceInfo["current"];
    readonly count: number;
  }[],
  checks: readonly CheckCounts[] = [],
): Promise<ApiResponse> => {
  // Only what the handler asks for.
  const handler = createMetricsHandler({
    services: { starts: () => services, list: () => services } as unknown as ServiceManager,
    checks: { counts: () => checks } as unknown as CheckManager,
  });
  return handler({} as ApiRequest, {});
};

describe("/v1/metrics", () => {
  it("is empty and without a type, when there is nothing to tell", async () => {
    expect(await metrics([])).toEqual({ status: 200, body: "" });
  });

  it("tells of a service and a check as the reference does", async () => {
    const { contentType, body } = await metrics(
      [{ name: "web", current: "active", count: 2 }],
      [{ name: "up", status: "down", succeeded: 3, failed: 4 }],
    );
    expect(contentType).toBe("text/plain; charset=utf-8");
    expect(body).toBe(`# HELP pebble_service_active Whether the service is currently active (1) or not (0)
# TYPE pebble_service_active gauge
pebble_service_active{service="web"} 1

# HELP pebble_service_start_count Number of times the service has started
# TYPE pebble_service_start_count counter
pebble_service_start_count{service="web"} 2

# HELP pebble_check_up Whether the health check is up (1) or not (0)
# TYPE pebble_check_up gauge
pebble_check_up{check="up"} 0

# HELP pebble_check_success_count Number of times the check has succeeded
# TYPE pebble_check_success_count counter
pebble_check_success_count{check="up"} 3

# HELP pebble_check_failure_count Number of times the check has failed
# TYPE pebble_check_failure_count counter
pebble_check_failure_count{check="up"} 4

`);
  });

  it("says nothing of whether a check is up that does not run", async () => {
    const { body } = await metrics([], [{ name: "c", status: "inactive", succeeded: 1, failed: 0 }]);
    expect(body).not.toContain("pebble_check_up");
    expect(body).toContain('pebble_check_success_count{check="c"} 1\n');
  });

  it.skipIf(Bun.which("promtool") === null)(
    "is read by promtool, whatever the names, which complains only of the reference's own",
    async () => {
      const names = ["a", 'we"ird', "back\\slash", "two\nlines", "tab\tbell\u0007", "é漢😀", "{}=,"];
      const { body } = await metrics(
        names.map((name, i) => ({ name, current: "backoff", count: i })),
        names.map((name) => ({ name, status: "up", succeeded: 1, failed: 2 })),
      );
      const found = spawnSync("promtool", ["check", "metrics"], { input: String(body), encoding: "utf8" });
      expect(found.stdout).toBe("");
      const complaints = found.stderr.trim().split("\n");
      expect(complaints.length).toBeGreaterThan(0);
      for (const line of complaints)
        expect(line).toMatch(/^pebble_\w+_count (counter metrics should have|non-histogram)/);
    },
  );

  it("counts what happens to services and checks", async () => {
    await using supervisor = startSupervisor(`
services:
    ok: {override: replace, command: sleep 1000}
    bad: {override: replace, command: /nope/nope}
    idle: {override: replace, command: sleep 1000}
checks:
    c: {override: replace, period: 10ms, exec: {command: "true"}}
`);
    await supervisor.act("start", "ok");
    await supervisor.act("restart", "ok");
    await supervisor.act("start", "bad");
    const read = async (): Promise<string> => String((await supervisor.ask("/v1/metrics")).body);
    const body = await until("the check has run", async () => {
      const text = await read();
      return /pebble_check_success_count\{check="c"\} [1-9]/.test(text) && text;
    });
    const lines = body.split("\n").filter((line) => line.startsWith("pebble_service"));
    expect(lines).toEqual([
      'pebble_service_active{service="bad"} 0',
      'pebble_service_active{service="ok"} 1',
      'pebble_service_start_count{service="bad"} 0',
      'pebble_service_start_count{service="ok"} 2',
    ]);
    await supervisor.post("/v1/checks", { action: "stop", checks: ["c"] });
    const stopped = /success_count\{check="c"\} (\d+)/.exec(await read())?.[1];
    await supervisor.post("/v1/checks", { action: "start", checks: ["c"] });
    const more = await until("it has run more", async () => {
      const count = /success_count\{check="c"\} (\d+)/.exec(await read())?.[1];
      return count !== stopped && count;
    });
    expect(Number(more)).toBeGreaterThan(Number(stopped));
    await supervisor.layer("more", "checks: {c: {override: merge, threshold: 7, period: 1h}}");
    expect(await read()).toContain('pebble_check_success_count{check="c"} 0\n');
  });
});
