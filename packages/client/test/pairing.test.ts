import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { startFakeSupervisor, sync } from "./fake-supervisor.ts";

describe("pairing", () => {
  it("is opened for a time, and tells until when", async () => {
    const window = { mode: "single", until: "2026-01-02T03:04:05Z" } as const;
    await using supervisor = await startFakeSupervisor({ "POST /v1/pairing": sync(window) });
    assert.deepEqual(await supervisor.client.pairing.open({ timeoutMs: 90_000 }), window);
    assert.deepEqual(await supervisor.client.pairing.open(), window);
    assert.deepEqual(
      supervisor.seen.map(({ body }) => JSON.parse(body)),
      [{ action: "open", timeout: "1m30s" }, { action: "open" }],
    );
  });

  it("is closed, and gives a client its name", async () => {
    await using supervisor = await startFakeSupervisor({ "POST /v1/pairing": sync({ name: "paired-1" }) });
    await supervisor.client.pairing.close();
    assert.deepEqual(await supervisor.client.pairing.pair(), { name: "paired-1" });
    assert.deepEqual(
      supervisor.seen.map(({ body }) => JSON.parse(body)),
      [{ action: "close" }, { action: "pair" }],
    );
  });
});
