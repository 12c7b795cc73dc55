import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ActiveStatus } from "@cobble/charm";
import { makeContainer } from "../supervisor.ts";
import { makeModel } from "./make-model.ts";

/** A unit whose agent gives these answers to is-leader, and whose clock the test moves. */
const makeUnit = (leaders: readonly string[]) => {
  const answers = [...leaders];
  const clock = { now: 0 };
  const { model } = makeModel({
    answer: () => answers.shift() ?? "",
    containers: new Map([["web", makeContainer("/nowhere")]]),
    now: () => clock.now,
  });
  return { unit: model.unit, clock };
};

describe("Unit", () => {
  it("leadership is asked for again only when 30 seconds have passed", async () => {
    const { unit, clock } = makeUnit(["true", "false"]);
    assert.equal(await unit.isLeader(), true);
    clock.now = 30_000;
    assert.equal(await unit.isLeader(), true);
    clock.now = 30_001;
    assert.equal(await unit.isLeader(), false);
  });

  it("leadership that could not be told is asked for again at once", async () => {
    const { unit } = makeUnit(["?", "true"]);
    await assert.rejects(unit.isLeader(), /is-leader/);
    assert.equal(await unit.isLeader(), true);
  });

  it("a container that the charm does not have is an error that lists those it has", () => {
    const { unit } = makeUnit([]);
    assert.equal(unit.getContainer("web").name, "web");
    assert.throws(() => unit.getContainer("db"), {
      name: "UnknownNameError",
      message: 'cannot find container "db": known are web',
    });
  });
});

describe("the status of the unit and of the application", () => {
  const makeStatuses = () =>
    makeModel({
      answer: (line) => {
        if (line.startsWith("is-leader")) return "true";
        if (!line.startsWith("status-get")) return "";
        if (!line.includes("=true")) return '{"status": "waiting", "message": "unit"}';
        return '{"application-status": {"status": "waiting", "message": "app"}}';
      },
    });

  it("each is asked for once, and not at all when it was set before", async () => {
    const { model, lines } = makeStatuses();
    for (const entity of [model.unit, model.app, model.unit, model.app]) await entity.getStatus();
    const asked = lines().filter((line) => line.startsWith("status-get"));
    assert.deepEqual(
      asked.map((line) => line.includes("--application=true")),
      [false, true],
    );
    await model.unit.setStatus(new ActiveStatus("set"));
    assert.equal((await model.unit.getStatus()).message, "set");
    assert.equal((await model.app.getStatus()).message, "app");
    assert.equal(lines().filter((line) => line.startsWith("status-get")).length, 2);
  });

  it("one that the agent does not take is not remembered", async () => {
    const { model } = makeModel({
      answer: (line) => {
        if (line.startsWith("status-get")) return '{"status": "waiting", "message": ""}';
        throw new Error("refused");
      },
    });
    await assert.rejects(model.unit.setStatus(new ActiveStatus()), /refused/);
    assert.equal((await model.unit.getStatus()).name, "waiting");
  });

  it("a version that is no text is refused", async () => {
    const { model, lines } = makeStatuses();
    const version: unknown = 1;
    // As an author would who has it from somewhere untyped.
    await assert.rejects(model.unit.setWorkloadVersion(version as string), { kind: "workload-version" });
    assert.deepEqual(lines(), []);
  });
});

describe("ports of a unit", () => {
  const makePorts = (opened: string) =>
    makeModel({ answer: (line) => (line.startsWith("opened-ports") ? opened : "") });

  it("a port is opened and closed by its number and protocol", async () => {
    const { model, lines } = makePorts("[]");
    await model.unit.openPort("tcp", 8080);
    await model.unit.closePort("icmp");
    assert.deepEqual(lines(), ["open-port 8080/tcp", "close-port icmp"]);
  });

  it("the open ones are read in every form that the agent has", async () => {
    const { model } = makePorts('["80/tcp", "53/udp", "443", "8000-8099/tcp", "icmp", "9/sctp"]');
    assert.deepEqual(await model.unit.openedPorts(), [
      { protocol: "tcp", port: 80 },
      { protocol: "udp", port: 53 },
      { protocol: "tcp", port: 443 },
      { protocol: "tcp", port: 8000, toPort: 8099 },
      { protocol: "icmp" },
    ]);
  });

  it("what should be open is: others are closed, and what is open stays", async () => {
    const { model, lines } = makePorts('["80/tcp", "22/tcp"]');
    await model.unit.setPorts(80, { protocol: "udp", port: 53 });
    assert.deepEqual(lines(), ["opened-ports --format=json", "close-port 22/tcp", "open-port 53/udp"]);
  });

  it("a range is opened and closed as one, for the endpoints that are named", async () => {
    const { model, lines } = makePorts("[]");
    await model.unit.openPort("udp", 8000, { toPort: 8099, endpoints: ["db", "web"] });
    await model.unit.closePort("tcp", 9000, { toPort: 9009 });
    assert.deepEqual(lines(), ["open-port --endpoints db,web 8000-8099/udp", "close-port 9000-9009/tcp"]);
  });

  it("a range that should be open stays, and another is closed whole", async () => {
    const { model, lines } = makePorts('["8000-8099/tcp", "9000-9009/udp"]');
    await model.unit.setPorts({ protocol: "tcp", port: 8000, toPort: 8099 });
    assert.deepEqual(lines(), ["opened-ports --format=json", "close-port 9000-9009/udp"]);
  });

  it("endpoints count when any port names some", async () => {
    const { model, lines } = makePorts('["80/tcp (*)", "443/tcp (web, db)", "icmp (*)"]');
    const names = ["db", "web"];
    await model.unit.setPorts(
      { protocol: "tcp", port: 80, endpoints: ["web"] },
      { protocol: "tcp", port: 443, endpoints: names },
      { protocol: "icmp" },
    );
    assert.deepEqual(lines(), [
      "opened-ports --endpoints --format=json",
      "close-port 80/tcp",
      "open-port --endpoints web 80/tcp",
    ]);
  });

  it("a range that ends before it begins is an error", async () => {
    const { model, lines } = makePorts("[]");
    await assert.rejects(model.unit.openPort("tcp", 90, { toPort: 80 }), /range 90-80\/tcp: its last/);
    assert.deepEqual(lines(), []);
  });

  it("a port without a number and icmp with one are errors, and nothing is opened", async () => {
    const { model, lines } = makePorts("[]");
    await assert.rejects(model.unit.openPort("tcp"), /which port of tcp is meant/);
    await assert.rejects(model.unit.setPorts(80, { protocol: "icmp", port: 1 }), /icmp: it has no ports/);
    assert.deepEqual(lines(), []);
  });
});
