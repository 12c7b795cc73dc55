import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type CharmExit, makeTempDir, runCharm } from "./charm-process.ts";
import { makeRecordingTools } from "./recording-tools.ts";

const charm = fileURLToPath(new URL("fixtures/defers.ts", import.meta.url));

const charmcraft = `name: web
containers: {web: {resource: image}}
resources: {image: {type: oci-image}}
requires: {db: {interface: db}}
storage: {data: {type: filesystem}}
`;

/** A hook, and what the agent says about it. */
interface Hook {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs hooks of one unit after another. */
const run = async (hooks: readonly Hook[]): Promise<readonly CharmExit[]> => {
  await using tools = await makeRecordingTools();
  await using dir = await makeTempDir({ "charmcraft.yaml": charmcraft });
  await tools.answer("relation-list", '["postgres/2"]');
  const exits: CharmExit[] = [];
  for (const { name, env = {} } of hooks) {
    exits.push(await runCharm({ charm, hook: `hooks/${name}`, charmDir: dir.path, tools, env }));
  }
  return exits;
};

const relation = { JUJU_RELATION: "db", JUJU_RELATION_ID: "db:7", JUJU_REMOTE_APP: "postgres" };
const remote = { ...relation, JUJU_REMOTE_UNIT: "postgres/2" };
const secret = { JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_LABEL: "password" };
const notice = { JUJU_NOTICE_ID: "12", JUJU_NOTICE_TYPE: "custom", JUJU_NOTICE_KEY: "a.example/b" };

/** Every event that can be deferred, and what its handler sees of it. */
const deferrable: readonly (Hook & { readonly says: string })[] = [
  { name: "install", says: "kind=install" },
  { name: "start", says: "kind=start" },
  { name: "config-changed", says: "kind=config-changed" },
  { name: "upgrade-charm", says: "kind=upgrade-charm" },
  { name: "leader-elected", says: "kind=leader-elected" },
  { name: "leader-settings-changed", says: "kind=leader-settings-changed" },
  { name: "pre-series-upgrade", says: "kind=pre-series-upgrade" },
  { name: "post-series-upgrade", says: "kind=post-series-upgrade" },
  { name: "secret-changed", env: secret, says: "secret=secret:abc password kind=secret-changed" },
  {
    name: "secret-remove",
    env: { ...secret, JUJU_SECRET_REVISION: "3" },
    says: "secret=secret:abc password revision=3 kind=secret-remove",
  },
  {
    name: "db-relation-created",
    env: relation,
    says: "relation=db 7 app=postgres unit=undefined kind=relation-created",
  },
  ...["joined", "changed"].map((kind) => ({
    name: `db-relation-${kind}`,
    env: remote,
    says: `relation=db 7 app=postgres unit=postgres/2 kind=relation-${kind}`,
  })),
  {
    name: "db-relation-departed",
    env: { ...remote, JUJU_DEPARTING_UNIT: "web/0" },
    says: "relation=db 7 app=postgres unit=postgres/2 departingUnit=web/0 kind=relation-departed",
  },
  {
    name: "db-relation-broken",
    env: relation,
    says: "relation=db 7 app=postgres unit=undefined kind=relation-broken",
  },
  ...["attached", "detaching"].map((kind) => ({
    name: `data-storage-${kind}`,
    env: { JUJU_STORAGE_ID: "data/4" },
    says: `storage=data 4 kind=storage-${kind}`,
  })),
  { name: "web-pebble-ready", says: "workload=web kind=pebble-ready" },
  {
    name: "web-pebble-custom-notice",
    env: notice,
    says: "workload=web notice=12 custom a.example/b kind=pebble-custom-notice",
  },
  ...["failed", "recovered"].map((kind) => ({
    name: `web-pebble-check-${kind}`,
    env: { JUJU_PEBBLE_CHECK_NAME: "up" },
    says: `workload=web info=up kind=pebble-check-${kind}`,
  })),
];

const words = (line: string): readonly string[] =>
  line
    .trim()
    .split(/\s+(?=\w+=)/)
    .sort();

/** Each hook is a process, and the machine may be busy. */
const timeout = 120_000;

describe("events", () => {
  it("each that can be deferred says the same when it comes again", { timeout }, async () => {
    const hooks = [...deferrable, { name: "update-status" }];
    const exits = await run(hooks);
    for (const [i, { name, says }] of deferrable.entries()) {
      const { stdout, code } = exits[i] ?? {};
      assert.equal(code, 0, name);
      const line = stdout?.split("\n").at(-2) ?? "";
      assert.deepEqual(words(line.replace("first: ", "")), words(says), name);
      const later = exits[i + 1]?.stdout.split("\n")[0] ?? "";
      assert.equal(later, line.replace("first:", "again:"), name);
    }
  });

  it("those that come again by themselves, or whose unit goes away, refuse to be deferred", {
    timeout,
  }, async () => {
    const revision = { ...secret, JUJU_SECRET_REVISION: "3" };
    const exits = await run([
      { name: "stop" },
      { name: "remove" },
      { name: "secret-rotate", env: secret },
      { name: "secret-expired", env: revision },
      { name: "update-status" },
    ]);
    const kinds = exits.map(({ stdout }) => /^only: .*kind=(\S+)/.exec(stdout)?.[1]);
    assert.deepEqual(kinds, ["stop", "remove", "secret-rotate", "secret-expired", undefined]);
  });

  it("a hook that lacks what its event is about fails", async () => {
    const lacking = ["secret-changed", "db-relation-changed", "data-storage-attached"];
    const exits = await run(lacking.map((name) => ({ name })));
    assert.deepEqual(
      exits.map(({ code }) => code),
      [1, 1, 1],
    );
  });

  it("the application is told by the relation when the agent names neither it nor a unit", async () => {
    const { JUJU_REMOTE_APP: _app, ...env } = relation;
    const [exit] = await run([{ name: "db-relation-created", env }]);
    assert.match(exit?.stdout ?? "", /app=postgres unit=undefined/);
  });

  it("the application is told by the remote unit when the agent does not say it", async () => {
    const { JUJU_REMOTE_APP: _app, ...env } = remote;
    const [exit] = await run([{ name: "db-relation-joined", env }]);
    assert.match(exit?.stdout ?? "", /app=postgres unit=postgres\/2/);
  });
});
