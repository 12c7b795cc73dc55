import { expect, test } from "bun:test";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { python } from "../dispatch/unit-folder.ts";
import { ExamplePod } from "../example-pod.ts";
import { root } from "../support.ts";

const look = Bun.spawnSync([python, "-c", "import ops"], { stdio: ["ignore", "ignore", "ignore"] });
const hasOps = look.exitCode === 0;
if (!hasOps) console.log("skipped: ops.hookcmds in a local pod: get ops by pip install ops==3.9.0");

/** A start of Python's library takes a while where many run side by side. */
const deadlineMs = 90_000;

const network = {
  bind_addresses: [
    {
      mac_address: "",
      interface_name: "lo",
      addresses: [{ hostname: "", value: "127.0.0.1", cidr: "127.0.0.0/8" }],
    },
  ],
  egress_subnets: ["127.0.0.1/32"],
  ingress_addresses: ["127.0.0.1"],
};

const port = (protocol: string, first: number | null, rest: object = {}): object => ({
  protocol,
  port: first,
  to_port: null,
  endpoints: null,
  ...rest,
});

/** What each function gave, by the names that the charm has for them. */
const said = {
  config: { level: "info", port: 80 },
  "config level": "info",
  leader: true,
  "goal units": ["tools/0"],
  "goal relations": { db: ["postgres", "postgres/0"] },
  network,
  resource: "hello\n",
  credential: "exit code 1: ERROR cannot access cloud credentials: permission denied (a pod is in no cloud)",
  reboot: "exit code 1: ERROR cannot reboot: a pod has no machine of its own",
  status: { status: "active", message: "-- as it is", status_data: {} },
  // ops looks for the units beside the application's status, and Juju, like the agent, prints them within it.
  "status of the app": { status: "blocked", message: "for all", status_data: {}, units: {} },
  ports: [port("tcp", 443), port("udp", 8000, { to_port: 8099 }), port("icmp", null)],
  "ports with endpoints": [
    port("tcp", 443, { endpoints: ["db"] }),
    port("udp", 8000, { to_port: 8099, endpoints: ["db"] }),
    port("icmp", null, { endpoints: ["*"] }),
  ],
  "relation units": ["postgres/0"],
  "relation app": "postgres",
  "relation app data": { endpoints: "10.0.0.4:5432" },
  "relation unit version": "16",
  "relation key": "16",
  "relation model": true,
  "own data": { a: "1" },
  "own app data": { all: "yes" },
  "wrong relation": 'exit code 2: ERROR invalid value "99" for option -r: relation not found',
  secret: { pass: "a\nb" },
  "secret by label": { pass: "a\nb" },
  "secret before": { pass: "a\nb" },
  "secret after": { pass: "new" },
  "secret info": {
    revision: 2,
    id: true,
    label: "ours",
    description: "e",
    expiry: "2099-01-01 00:00:00+00:00",
    rotation: "never",
    rotates: null,
  },
  secrets: 2,
  "revoke from a unit": null,
  "revoke from an app": null,
  "secrets left": 1,
  "no secret": true,
  state: { a: "1", b: "-- =\n" },
  "state b": "-- =\n",
  "state left": { b: "-- =\n" },
  storages: [],
  "all storages": [],
  "storages after": ["data/0"],
  params: { what: "all", deep: { list: [1, 2] } },
  param: [1, 2],
};

test.skipIf(!hasOps)(
  "every function of ops.hookcmds finds its hook tool in a local pod, with the options that it gives",
  async () => {
    const folder = mkdtempSync(join(root, "e2e", ".tmp-hook-tools-"));
    cpSync(join(import.meta.dir, "charm"), folder, { recursive: true });
    await using pod = new ExamplePod(folder);
    pod.up();
    const hooks = ["web-pebble-ready (", "db-relation-joined (", "start ("];
    await pod.statusWhen("its hooks have run", () => hooks.every((hook) => pod.output().includes(hook)));
    const { exitCode, stdout, stderr } = await pod.command("run", "use", "what=all", "deep.list=[1, 2]");
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: 'a:\n  b: "1"\nc: "x=y"\n',
      stderr: '-- half\nerror: action "use" failed: -- not really\n',
    });
    expect(JSON.parse(readFileSync(join(folder, "said.json"), "utf8"))).toEqual(said);
    expect(pod.output()).toContain("-- a line");
    const status = await pod.statusWhen("its facts are told", ({ version }) => version !== "");
    expect(status).toMatchObject({
      version: "-1.2",
      ports: ["443/tcp", "8000-8099/udp", "icmp"],
      status: { status: "active", message: "-- as it is" },
    });
    await pod.down();
  },
  deadlineMs,
);
