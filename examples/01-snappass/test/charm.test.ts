import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Client } from "@cobble/client";
import { type CharmPod, type HookResult, startCharmPod } from "./charm-pod.ts";

let pod: CharmPod;

beforeAll(async () => {
  pod = await startCharmPod();
}, 60_000);

afterAll(async () => {
  await pod[Symbol.asyncDispose]();
}, 30_000);

/** The last status that the hook set. */
const statusOf = ({ tools }: HookResult): string | undefined =>
  tools.findLast((line) => line.startsWith("status-set"))?.replace("status-set --application=False ", "");

const startedAt = async (client: Client, service: string): Promise<string | undefined> =>
  (await client.services.list([service]))[0]?.["current-since"];

/** What each hook leaves behind is what the next one finds, as in the life of a unit. */
describe("the charm", () => {
  test("before its containers are ready, the unit waits for both", async () => {
    const result = await pod.run("hooks/config-changed");
    expect(result).toMatchObject({ exitCode: 0, output: "" });
    expect(statusOf(result)).toBe("waiting -- waiting for snappass and redis");
  }, 30_000);

  test("a container that is ready runs its service, and the unit is active when both do", async () => {
    const first = await pod.run("hooks/redis-pebble-ready", { JUJU_WORKLOAD_NAME: "redis" });
    expect(statusOf(first)).toBe("waiting -- waiting for snappass");
    const second = await pod.run("hooks/snappass-pebble-ready", { JUJU_WORKLOAD_NAME: "snappass" });
    expect(second.exitCode).toBe(0);
    expect(statusOf(second)).toStartWith(`active -- on port ${pod.config.port}, `);
    expect((await fetch(`http://127.0.0.1:${pod.config.port}/health`)).status).toBe(200);
  }, 30_000);

  test("another log level restarts the web app and nothing else", async () => {
    const before = [await startedAt(pod.snappass, "snappass"), await startedAt(pod.redis, "redis")];
    pod.config = { ...pod.config, "log-level": "debug" };
    const result = await pod.run("hooks/config-changed");
    expect(result.tools).toContain("juju-log --log-level INFO -- snappass runs with its new configuration");
    expect(await startedAt(pod.snappass, "snappass")).not.toBe(before[0]);
    expect(await startedAt(pod.redis, "redis")).toBe(before[1]);
  }, 30_000);

  test("a config-changed without a change restarts nothing", async () => {
    const before = [await startedAt(pod.snappass, "snappass"), await startedAt(pod.redis, "redis")];
    const result = await pod.run("hooks/config-changed");
    expect(result.tools).toHaveLength(1);
    expect([await startedAt(pod.snappass, "snappass"), await startedAt(pod.redis, "redis")]).toEqual(before);
  }, 30_000);

  test("reads that the web app tells of are counted in the status", async () => {
    const key = "snappass.example/secret-read";
    const id = await pod.snappass.notices.notify({ key, data: { count: "2" } });
    const env = { JUJU_WORKLOAD_NAME: "snappass", JUJU_NOTICE_ID: id, JUJU_NOTICE_TYPE: "custom" };
    const result = await pod.run("hooks/snappass-pebble-custom-notice", { ...env, JUJU_NOTICE_KEY: key });
    expect(result.tools).toContain("juju-log --log-level INFO -- secrets read since the app started: 2");
    expect(statusOf(result)).toEndWith(", 2 secrets read");
  }, 30_000);

  test("a notice of another key is none of its business", async () => {
    const id = await pod.snappass.notices.notify({ key: "other.example/thing" });
    const env = { JUJU_NOTICE_ID: id, JUJU_NOTICE_TYPE: "custom", JUJU_NOTICE_KEY: "other.example/thing" };
    expect((await pod.run("hooks/snappass-pebble-custom-notice", env)).tools).toEqual([]);
  }, 30_000);

  test("purge returns how many secrets there were, and fails when Redis is down", async () => {
    expect((await pod.run("actions/purge")).tools).toEqual(["action-set purged=0"]);
    await pod.redis.changes.waitDone(await pod.redis.services.stop(["redis"]));
    const [failure] = (await pod.run("actions/purge")).tools;
    expect(failure).toStartWith("action-fail -- snappass: cannot reach Redis");
  }, 30_000);

  test("a service that does not run is what the unit waits for", async () => {
    expect(statusOf(await pod.run("hooks/update-status"))).toBe("waiting -- waiting for redis");
  }, 30_000);
});
