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

  it("say for which endpoints a port is open", () => {
    const opened = call(["open-port", "--endpoints", "db,friends", "80-90/tcp"], open("443")).context;
    const shown = (context: typeof opened) =>
      JSON.parse(call(["opened-ports", "--endpoints", "--format=json"], context).reply.stdout);
    expect(shown(opened)).toEqual(["80-90/tcp (db, friends)", "443/tcp (*)"]);
    expect(call(["opened-ports"], opened).reply.stdout).toBe("80-90/tcp\n443/tcp\n");
    const more = call(["open-port", "80-90", "--endpoints=ca"], opened).context;
    expect(shown(more)[0]).toBe("80-90/tcp (db, friends, ca)");
    expect(shown(call(["open-port", "80-90"], more).context)[0]).toBe("80-90/tcp (*)");
  });

  it("close a port for some endpoints, and leave it open for the others", () => {
    const shown = (context: ReturnType<typeof open>) =>
      call(["opened-ports", "--endpoints"], context).reply.stdout;
    const some = call(["close-port", "443", "--endpoints", "db,ca"], open("443")).context;
    expect(shown(some)).toBe("443/tcp (friends, admin)\n");
    const none = call(["close-port", "443", "--endpoints", "friends,admin"], some).context;
    expect(shown(none)).toBe("");
    expect(none.facts).toMatchObject({ ports: [], portEndpoints: {} });
  });

  it("refuse an endpoint that the charm does not have, and a range over another", () => {
    expect(call(["open-port", "80", "--endpoints", "nope"]).reply).toMatchObject({
      exitCode: 1,
      stderr: 'ERROR endpoint "nope" not found: known are db, ca, friends, admin\n',
    });
    expect(call(["open-port", "80-90"], open("85")).reply.stderr).toBe(
      "ERROR cannot open 80-90/tcp: port range conflicts with 85/tcp\n",
    );
    expect(call(["close-port", "85"], open("80-90")).reply.exitCode).toBe(1);
    expect(call(["open-port", "80-90/udp"], open("85", "icmp")).reply.exitCode).toBe(0);
  });

  it("refuse what is no port with exit code 2", () => {
    for (const text of ["0", "65536", "x", "80/sctp", "90-80", "80-"]) {
      expect(call(["open-port", text]).reply.exitCode).toBe(2);
    }
    expect(call(["open-port"]).reply.stderr).toBe("ERROR no port or range specified\n");
  });
});
