import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { socketPath } from "../../src/os/sockets.ts";

describe("socketPath", () => {
  it("the pod runner's folder comes first", () => {
    assert.equal(socketPath("web", { COBBLE_CONTAINERS_DIR: "/run/pod" }), "/run/pod/web/pebble.socket");
  });

  it("without it, the socket is where Juju mounts it", () => {
    assert.equal(socketPath("web", { COBBLE_CONTAINERS_DIR: "" }), "/charm/containers/web/pebble.socket");
  });
});
