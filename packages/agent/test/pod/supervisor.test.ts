import { describe, expect, it } from "bun:test";
import { supervisorEnvironment } from "../../src/pod/supervisor.ts";

describe("supervisorEnvironment", () => {
  it("has the container's own directory and socket, and nothing of another supervisor or unit", () => {
    expect(
      supervisorEnvironment({
        inherited: { PATH: "/bin", LANG: "C", PEBBLE: "/x", PEBBLE_PERSIST: "never", JUJU_UNIT_NAME: "a/0" },
        pebbleDir: "/pod/.cobble/containers/db",
        socket: "/s",
        path: ["/pod/.cobble/bin", "/pod/dist"],
        marks: { COBBLE_CONTAINER: "db" },
      }),
    ).toEqual({
      LANG: "C",
      PATH: "/pod/.cobble/bin:/pod/dist:/bin",
      PEBBLE: "/pod/.cobble/containers/db",
      PEBBLE_SOCKET: "/s",
      COBBLE_CONTAINER: "db",
    });
  });
});
