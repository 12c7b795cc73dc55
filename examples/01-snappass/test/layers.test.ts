import { describe, expect, test } from "bun:test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Layer } from "@cobble/charm";
import { parseCharmcraft } from "@cobble/plan";
import { baseLayer, configLayer, type SnappassConfig } from "../src/layers.ts";

const config: SnappassConfig = { port: 5000, "log-level": "info", "redis-port": 6379 };

describe("layers", () => {
  test("each container's layer can be read, and its service has the container's name", () => {
    for (const name of ["snappass", "redis"] as const) {
      expect([...new Layer(baseLayer(name, config)).services.keys()]).toEqual([name]);
    }
  });

  test("every check that a service is restarted for is in the same layer", () => {
    for (const name of ["snappass", "redis"] as const) {
      const { services, checks } = new Layer(baseLayer(name, config));
      for (const check of services.get(name)?.onCheckFailure.keys() ?? []) {
        expect([...checks.keys()]).toContain(check);
      }
    }
  });

  test("what the configuration decides is in both layers alike", () => {
    for (const name of ["snappass", "redis"] as const) {
      const base = new Layer(baseLayer(name, config));
      const overlay = new Layer(configLayer(name, config));
      expect(overlay.services.get(name)?.environment).toEqual(base.services.get(name)?.environment);
      for (const [check, { http }] of overlay.checks) expect(http).toEqual(base.checks.get(check)?.http);
    }
  });

  test("the log level is no concern of Redis", () => {
    const [quiet, loud] = ["info", "debug"].map(
      (level) => new Layer(configLayer("redis", { ...config, "log-level": level })),
    );
    expect(loud && quiet?.equals(loud)).toBe(true);
  });
});

describe("charmcraft.yaml", () => {
  test("it declares the options and containers that the charm's types name, with their types", async () => {
    const text = await readFile(join(import.meta.dirname, "../charmcraft.yaml"), "utf8");
    const meta = parseCharmcraft(text, { file: "charmcraft.yaml" });
    expect([...meta.containers.keys()]).toEqual(["snappass", "redis"]);
    const defaults = Object.fromEntries([...meta.config].map(([name, option]) => [name, option.default]));
    expect(defaults).toEqual({ ...config });
  });
});
