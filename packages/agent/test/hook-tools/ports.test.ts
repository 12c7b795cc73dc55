import { describe, expect, it } from "bun:test";
import { call, contextOf } from "../fixtures/hook-context.ts";

const open = (...ports: readonly string[]) =>
  ports.reduce((context, port) => call(["open-port", port], context).context, contextOf());

describe("open-port, close-port and opened-ports", () => {
  it("keep ports once, in full, in the order of their numbers", () => {
    const context = open("8080", "80/TCP", "80", "9000-9010/udp", "icmp");
    expect(call(["opened-ports", "--format=json"], context).reply.stdout).toBe(
      '["80/tcp","8080/tcp","9000-9010/udp","icmp"]\n',
    );
    expect(call(["opened-ports"], open("80")).reply.stdout).toBe("80/tcp\n");
  });

  it("close what was opened, written in another way, too", () => {
    expect(call(["close-port", "80/tcp"], open("80", "81")).context.facts.ports).toEqual(["81/tcp"]);
    expect(call(["close-port", "99"], open("80")).context.facts.ports).toEqual(["80/tcp"]);
  });

  it("refuse what is no port with exit code 2", () => {
    for (const text of ["0", "65536", "x", "80/sctp", "90-80", "80-"]) {
      expect(call(["open-port", text]).reply.exitCode).toBe(2);
    }
    expect(call(["open-port"]).reply.stderr).toBe("ERROR no port or range specified\n");
  });
});
