import { describe, expect, setDefaultTimeout, test } from "bun:test";
import type { ChangeInfo, CheckInfo, Notice } from "@cobble/wire";
import type { Clock } from "../src/deps.ts";
import { createSystemClock } from "../src/os/clock.ts";
import { startSupervisor } from "./supervisor.ts";
import { until } from "./until.ts";

// A service counts as started after a second, and several are.
setDefaultTimeout(30_000);

const dayMs = 24 * 3600 * 1000;

/** The real clock, whose wall time a test sets; what is measured and waited for goes on as ever. */
const createSettableClock = (): Clock & { setBy(ms: number): void } => {
  const real = createSystemClock();
  let offsetMs = 0;
  return {
    ...real,
    now: () => real.now() + offsetMs * 1000,
    setBy: (ms) => {
      offsetMs += ms;
    },
  };
};

const layer = `
services:
  steady: {override: replace, command: sleep 1000}
  failing: {override: replace, command: "sh -c 'sleep 1.1; exit 1'", backoff-delay: 20ms}
checks:
  up: {override: replace, period: 20ms, exec: {command: "true"}}
`;

describe("when the wall clock is set", () => {
  for (const [name, jumpMs] of [
    ["back by a day", -dayMs],
    ["forward by a day", dayMs],
    ["back to 1970", -Date.now()],
  ] as const) {
    test(`${name}, services, checks, changes and waits go on`, async () => {
      const clock = createSettableClock();
      await using supervisor = startSupervisor(layer, { clock });
      expect((await supervisor.act("start", "steady", "failing")).status).toBe("Done");
      clock.setBy(jumpMs);
      expect((await supervisor.act("restart", "steady")).status).toBe("Done");
      await until("the failing service is restarted", () =>
        supervisor.log.some((line) => line.includes('Service "failing" on-failure action is "restart"')),
      );
      const runs = async (): Promise<number> =>
        ((await supervisor.get("/v1/checks")).result as readonly CheckInfo[])[0]?.successes ?? 0;
      const before = await runs();
      await until("the check runs on", async () => (await runs()) > before);
      const changes = (await supervisor.get("/v1/changes?select=all")).result as readonly ChangeInfo[];
      expect(changes.filter(({ kind, ready }) => kind !== "perform-check" && !ready)).toEqual([]);
    });

    test(`${name}, notices stay in order, and who waits for the next one gets it`, async () => {
      const clock = createSettableClock();
      await using supervisor = startSupervisor("{}", { clock });
      const add = (key: string) => supervisor.post("/v1/notices", { action: "add", type: "custom", key });
      const list = async (query: string): Promise<readonly Notice[]> =>
        (await supervisor.get(`/v1/notices?${query}`)).result as readonly Notice[];
      await add("example.com/a");
      const [first] = await list("");
      const after = `after=${encodeURIComponent(first?.["last-repeated"] ?? "")}`;
      clock.setBy(jumpMs);
      const waiting = list(`${after}&timeout=10s`);
      await add("example.com/b");
      expect((await waiting).map(({ key }) => key)).toEqual(["example.com/b"]);
      await add("example.com/a");
      expect((await list(after)).map(({ key }) => key)).toEqual(["example.com/b", "example.com/a"]);
      expect(await list("keys=none&timeout=20ms")).toEqual([]);
    });
  }
});
