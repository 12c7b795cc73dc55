import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ActionEvent, Charm, type Container, type Framework } from "@cobble/charm";
import { Context, getContainer, type StateInput } from "@cobble/testing";

const charmcraft = `
name: app
containers:
  web: {resource: image}
resources:
  image: {type: oci-image}
actions:
  act: {}
`;

/** A charm that does with its container what a test hands it. */
class ContainerCharm extends Charm {
  static act: (web: Container, charm: ContainerCharm) => unknown = () => undefined;

  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.action("act"), this.onAct);
  }

  async onAct(_event: ActionEvent): Promise<void> {
    await ContainerCharm.act(this.unit.getContainer("web"), this);
  }
}

/** Runs an action of the charm that does `act`. */
const act = async (
  state: StateInput,
  what: typeof ContainerCharm.act,
  options: ConstructorParameters<typeof Context>[1] = {},
) => {
  using context = new Context(ContainerCharm, { charmcraft, ...options });
  ContainerCharm.act = what;
  const out = await context.run(context.on.action("act"), state);
  return { out, context };
};

describe("the notices of a container's state", () => {
  const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));
  const times = {
    firstOccurred: new Date(Date.UTC(2025, 11, 30)),
    lastOccurred: day(1),
    lastRepeated: day(1),
  };

  it("have the times that a test gives, and come back with them", async () => {
    const notices = [{ key: "example.com/a", ...times, repeatAfterMs: 3_600_000, occurrences: 4 }];
    const { out } = await act({ containers: { web: { canConnect: true, notices } } }, async (web) => {
      const [notice] = await web.getNotices();
      assert.equal(notice?.occurrences, 4);
      assert.equal(notice?.repeatAfterMs, 3_600_000);
      assert.deepEqual(notice?.firstOccurred, times.firstOccurred);
    });
    const [notice] = getContainer(out, "web").notices;
    assert.deepEqual(
      { ...notice },
      {
        ...{ id: "1", type: "custom", key: "example.com/a", occurrences: 4, lastData: {} },
        ...times,
        ...{ repeatAfterMs: 3_600_000, expireAfterMs: 604_800_000 },
      },
    );
  });

  it("are gone when they occurred last more than a week ago", async () => {
    const notices = [{ key: "example.com/a", lastOccurred: new Date(Date.UTC(2025, 10, 1)) }];
    await act({ containers: { web: { canConnect: true, notices } } }, async (web) => {
      assert.deepEqual(await web.getNotices(), []);
    });
  });

  it("are of the run's time when a test does not say, one after the other", async () => {
    const notices = [
      { key: "example.com/a" },
      { key: "example.com/b", ...times },
      { key: "example.com/c", ...times },
    ];
    const { out, context } = await act({ containers: { web: { canConnect: true, notices } } }, (web) =>
      web.getNotices(),
    );
    const [first, second] = getContainer(out, "web").notices.map(({ key }) => key);
    assert.deepEqual([first, second], ["example.com/b", "example.com/c"]);
    const last = getContainer(out, "web").notices[2];
    assert.equal(last?.firstOccurred?.getTime(), context.clock.nowMs);
  });
});

describe("a check in a container's state", () => {
  const layers = { base: { checks: { up: { override: "replace", tcp: { port: 1 } } } } } as const;

  it("has the change that runs it, which the charm finds", async () => {
    let found: string | undefined;
    const { out } = await act({ containers: { web: { canConnect: true, layers } } }, async (web) => {
      found = (await web.getCheck("up")).changeId;
    });
    assert.match(found ?? "", /^[0-9]+$/);
    assert.equal(getContainer(out, "web").checks["up"]?.changeId, found);
  });

  it("has none when it is stopped", async () => {
    const { out } = await act({ containers: { web: { canConnect: true, layers } } }, (web) =>
      web.stopChecks("up"),
    );
    assert.equal(getContainer(out, "web").checks["up"]?.changeId, undefined);
  });
});

describe("a command in a container's state", () => {
  it("knows the names of its user and group", async () => {
    const seen: unknown[] = [];
    const run = (call: { readonly user: string | undefined; readonly group: string | undefined }) => {
      seen.push([call.user, call.group]);
      return {};
    };
    const execs = [{ command: [], run }];
    const { context } = await act({ containers: { web: { canConnect: true, execs } } }, async (web) => {
      await (await web.exec(["id"], { user: "redis", group: "disk" })).wait();
      await (await web.exec(["id"])).wait();
    });
    assert.deepEqual(seen, [
      ["redis", "disk"],
      [undefined, undefined],
    ]);
    const [first] = context.records.execs["web"] ?? [];
    assert.equal(first?.combineStderr, false);
    assert.deepEqual([first?.user, first?.group, typeof first?.userId], ["redis", "disk", "number"]);
  });
});

describe("the unit under test", () => {
  it("is on the machine that the test says, beside the unit that it says", async () => {
    const where = { machineId: "3/lxd/1", availabilityZone: "zone1", principalUnit: "mysql/0" };
    const check: typeof ContainerCharm.act = (_web, { framework: { context } }) => {
      const { machineId, availabilityZone, principalUnit } = context;
      assert.deepEqual({ machineId, availabilityZone, principalUnit }, where);
    };
    await act({}, check, where);
  });

  it("is on none unless the test says so", async () => {
    await act({}, (_web, { framework: { context } }) => {
      assert.deepEqual(
        [context.machineId, context.availabilityZone, context.principalUnit],
        [undefined, undefined, undefined],
      );
    });
  });
});
