import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HookToolError } from "../../src/errors.ts";
import { makeModel } from "./make-model.ts";

const network = JSON.stringify({
  "bind-addresses": [
    {
      "mac-address": "",
      "interface-name": "eth0",
      addresses: [
        { hostname: "", value: "10.1.0.5", cidr: "10.1.0.0/24" },
        { hostname: "", address: "fe80::1", cidr: "" },
      ],
    },
    { "interface-name": "lo", addresses: null },
    {
      "interface-name": "eth1",
      addresses: [
        { value: "", cidr: "" },
        { value: "web.local", cidr: "" },
        { value: "10.2.0.1", cidr: "" },
      ],
    },
  ],
  "egress-subnets": ["10.1.0.5/32"],
  "ingress-addresses": ["web.local", "10.1.0.5"],
});

describe("networks", () => {
  it("each address is an interface, and the first ones are those to use", async () => {
    const { model } = makeModel({ answer: () => network });
    const { interfaces, ...rest } = await model.getBinding("db").getNetwork();
    assert.deepEqual(interfaces, [
      { name: "eth0", address: "10.1.0.5", subnet: "10.1.0.0/24" },
      { name: "eth0", address: "fe80::1", subnet: "fe80::1/128" },
      { name: "eth1", address: undefined, subnet: undefined },
      { name: "eth1", address: "web.local", subnet: undefined },
      { name: "eth1", address: "10.2.0.1", subnet: "10.2.0.1/32" },
    ]);
    assert.deepEqual(rest, {
      bindAddress: "10.1.0.5",
      ingressAddress: "web.local",
      ingressAddresses: ["web.local", "10.1.0.5"],
      egressSubnets: ["10.1.0.5/32"],
    });
  });

  it("an endpoint and each of its relations are asked for once", async () => {
    const { model, lines } = makeModel({ answer: () => network });
    for (const key of ["db", "db", { name: "db", id: 7 }, { name: "db", id: 7 }]) {
      await model.getBinding(key).getNetwork();
    }
    assert.deepEqual(lines(), ["network-get --format=json db", "network-get --format=json -r 7 db"]);
  });

  it("a relation that is gone has the network of its endpoint", async () => {
    const { model } = makeModel({
      answer: (line) => {
        if (!line.includes("-r 7")) return network;
        const stderr = "ERROR relation not found";
        throw new HookToolError("hook-tool-failed", { tool: "network-get", args: [], exitCode: 1, stderr });
      },
    });
    const found = await model.getBinding({ name: "db", id: 7 }).getNetwork();
    assert.equal(found.bindAddress, "10.1.0.5");
  });

  it("an agent that knows of no address gives none", async () => {
    const { model } = makeModel();
    const found = await model.getBinding("db").getNetwork();
    assert.deepEqual([found.bindAddress, found.ingressAddress, found.interfaces], [undefined, undefined, []]);
  });
});
