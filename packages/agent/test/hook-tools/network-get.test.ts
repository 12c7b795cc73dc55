import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

const json = (...words: string[]) =>
  JSON.parse(call(["network-get", "--format=json", ...words]).reply.stdout || "null");

describe("network-get", () => {
  it("has everything on the loopback interface, for endpoints and extra bindings", () => {
    for (const name of ["friends", "db", "admin", "juju-info"]) {
      expect(json(name)).toEqual({
        "bind-addresses": [
          {
            "mac-address": "",
            "interface-name": "lo",
            addresses: [{ hostname: "", address: "127.0.0.1", value: "127.0.0.1", cidr: "127.0.0.0/8" }],
          },
        ],
        "egress-subnets": ["127.0.0.1/32"],
        "ingress-addresses": ["127.0.0.1"],
      });
    }
  });

  it("prints what its flags ask for", () => {
    expect(call(["network-get", "db", "--bind-address"]).reply.stdout).toBe("127.0.0.1\n");
    expect(json("db", "--ingress-address", "--egress-subnets")).toEqual({
      "egress-subnets": ["127.0.0.1/32"],
      "ingress-address": "127.0.0.1",
    });
  });

  it("refuses bindings and relations that are not there", () => {
    expect(call(["network-get", "cache"]).reply.stderr).toBe(
      'ERROR no network config found for binding "cache"\n',
    );
    expect(call(["network-get", "-r", "7", "friends"]).reply.stderr).toContain("relation not found");
    expect(call(["network-get"]).reply.exitCode).toBe(2);
  });
});

describe("unit-get", () => {
  it("prints where the unit is reached", () => {
    expect(call(["unit-get", "private-address"]).reply.stdout).toBe("127.0.0.1\n");
    expect(call(["unit-get", "public-address", "--format=json"]).reply.stdout).toBe('"127.0.0.1"\n');
    expect(call(["unit-get", "name"]).reply.exitCode).toBe(2);
  });
});
