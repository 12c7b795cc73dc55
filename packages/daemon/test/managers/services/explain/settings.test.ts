import { describe, expect, it } from "bun:test";
import type { ServiceState } from "../../../../src/managers/services/state.ts";
import { backoff, ended, explain, now, second } from "./cases.ts";

const running: ServiceState = { name: "running", since: now - 60 * second, backoff };
const waiting: ServiceState = { name: "backoff", since: now - second, backoff };
describe("the settings of an explanation", () => {
  it("are those that matter, each with its layer, and defaults where none set them", () => {
    const origins = [
      {
        field: "command",
        value: "web",
        label: "base",
        file: "/l/001-base.yaml",
        position: { line: 3, column: 14 },
      },
      { field: "summary", value: "s", label: "base", file: "/l/001-base.yaml" },
      { field: "on-failure", value: "restart", label: "later" },
      { field: "on-check-failure.up", value: "restart", label: "later" },
    ];
    const { settings } = explain({ state: waiting, origins, record: { restarts: 2, lastEnd: ended({}) } });
    expect(settings).toEqual([
      { field: "command", value: "web", layer: "base", file: "/l/001-base.yaml", line: 3, column: 14 },
      { field: "on-failure", value: "restart", layer: "later" },
      { field: "startup", value: "disabled" },
      { field: "backoff-delay", value: "500ms" },
      { field: "backoff-factor", value: "2" },
      { field: "backoff-limit", value: "30s" },
    ]);
  });

  it("name a variable that changed, without its value", () => {
    const changes = [{ field: "environment.PASSWORD", kind: "changed" }] as const;
    const origins = [{ field: "environment.PASSWORD", label: "base" }];
    const { settings } = explain({ state: running, origins, changes });
    expect(settings[0]).toEqual({ field: "environment.PASSWORD", layer: "base" });
  });
});
