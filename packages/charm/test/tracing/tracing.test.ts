import assert from "node:assert/strict";
import { mkdir, readdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type CharmExit, makeTempDir, runCharm } from "../charm-process.ts";
import { makeRecordingTools, type RecordingTools } from "../recording-tools.ts";

const relatedCharm = fileURLToPath(new URL("../fixtures/traced.ts", import.meta.url));
const sayingCharm = fileURLToPath(new URL("../fixtures/traced-as-told.ts", import.meta.url));

const charmcraft = `name: web
containers: {web: {resource: i}}
resources: {i: {type: oci-image}}
requires: {charm-tracing: {interface: tracing, limit: 1}, receive-ca-cert: {interface: certificate_transfer}}
`;

/** A span as it is sent. */
interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** A server that notes what it is asked. */
interface NotingServer extends AsyncDisposable {
  readonly requests: { readonly request: IncomingMessage; readonly body: string }[];
  readonly server: Server;
}

const listen = async (where: string | number, answer: string): Promise<NotingServer> => {
  const requests: { request: IncomingMessage; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      requests.push({ request, body });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(where, resolve);
  });
  return {
    requests,
    server,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const spansOf = (body: string): readonly SentSpan[] => {
  const [{ scopeSpans: [{ spans = [] } = {}] = [] } = {}] = JSON.parse(body).resourceSpans;
  return spans;
};

/** A charm's folder with its tools, and a way to run its hooks. */
interface Unit extends AsyncDisposable {
  readonly tools: RecordingTools;
  readonly path: string;
  run(hook: string, env?: Readonly<Record<string, string>>): Promise<CharmExit>;
}

const makeUnit = async ({ charm = relatedCharm } = {}): Promise<Unit> => {
  const tools = await makeRecordingTools();
  const dir = await makeTempDir({ "charmcraft.yaml": charmcraft });
  await mkdir(join(dir.path, "containers/web"), { recursive: true });
  return {
    tools,
    path: dir.path,
    run: (hook, env = {}) => {
      const containers = { COBBLE_CONTAINERS_DIR: join(dir.path, "containers") };
      return runCharm({
        charm,
        hook: `hooks/${hook}`,
        charmDir: dir.path,
        tools,
        env: { ...containers, ...env },
      });
    },
    async [Symbol.asyncDispose]() {
      await tools[Symbol.asyncDispose]();
      await dir[Symbol.asyncDispose]();
    },
  };
};

/** Tells the charm where traces go, as the charm at the other end of the relation does. */
const relate = async ({ tools, run }: Unit, url: string): Promise<void> => {
  const receivers = JSON.stringify([{ protocol: { name: "otlp_http", type: "http" }, url }]);
  await tools.answer("relation-ids", '["charm-tracing:3"]');
  await tools.answer("relation-list", '["tempo/0"]');
  await tools.answer("relation-get", JSON.stringify({ receivers }));
  const relation = { JUJU_RELATION: "charm-tracing", JUJU_RELATION_ID: "charm-tracing:3" };
  await run("charm-tracing-relation-changed", { ...relation, JUJU_REMOTE_APP: "tempo" });
};

const portOf = ({ server }: NotingServer): number => {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

/** Each hook is a process, and the machine may be busy. */
const timeout = 60_000;

describe("tracing", () => {
  it("the spans of a dispatch are one tree, and the supervisor is told its place in it", {
    timeout,
  }, async () => {
    await using unit = await makeUnit();
    await using collector = await listen(0, "{}");
    const services = '{"type":"sync","status-code":200,"status":"OK","result":[]}';
    await using supervisor = await listen(join(unit.path, "containers/web/pebble.socket"), services);
    await relate(unit, `http://127.0.0.1:${portOf(collector)}`);
    collector.requests.length = 0;
    assert.deepEqual(await unit.run("config-changed"), { code: 0, stdout: "", stderr: "" });

    const [sent] = collector.requests;
    assert.equal(sent?.request.url, "/v1/traces");
    assert.equal(sent.request.headers["content-type"], "application/json");
    const spans = spansOf(sent.body);
    const parents = new Map(spans.map(({ spanId, name }) => [spanId, name]));
    const tree = spans.map(({ name, parentSpanId }) => `${parents.get(parentSpanId ?? "") ?? "-"} > ${name}`);
    for (const branch of [
      "- > dispatch hooks/config-changed",
      "dispatch hooks/config-changed > config-get",
      "dispatch hooks/config-changed > config-changed: charm.onConfigChanged",
      "config-changed: charm.onConfigChanged > look",
      "look > GET /v1/services",
    ]) {
      assert.ok(tree.includes(branch), `${branch} is not among ${tree.join(", ")}`);
    }
    const asked = spans.find(({ name }) => name === "GET /v1/services");
    assert.equal(
      supervisor.requests[0]?.request.headers["traceparent"],
      `00-${asked?.traceId}-${asked?.spanId}-01`,
    );
  });

  it("what nobody takes is kept, and sent when somebody does", { timeout }, async () => {
    await using unit = await makeUnit();
    await unit.run("update-status");
    await unit.run("stop");
    assert.equal((await readdir(join(unit.path, ".tracing-data"))).length, 2);
    await using collector = await listen(0, "{}");
    await relate(unit, `http://127.0.0.1:${portOf(collector)}/`);
    const roots = collector.requests.map(({ body }) => spansOf(body).at(-1));
    assert.deepEqual(
      roots.map((span) => span?.name),
      [
        "dispatch hooks/charm-tracing-relation-changed",
        "dispatch hooks/stop",
        "dispatch hooks/update-status",
      ],
    );
    const failed = spansOf(collector.requests[1]?.body ?? "").find(({ name }) => name.startsWith("stop:"));
    assert.equal(failed?.status.code, 2);
    assert.deepEqual(await readdir(join(unit.path, ".tracing-data")), []);
  });

  it("the charm itself may say who takes them, for later hooks too", { timeout }, async () => {
    await using unit = await makeUnit({ charm: sayingCharm });
    await using collector = await listen(0, "{}");
    await unit.run("update-status", { SAY: "ftp://nobody" });
    await unit.run("update-status");
    assert.equal(collector.requests.length, 0);
    await unit.run("update-status", { SAY: `http://127.0.0.1:${portOf(collector)}/v1/traces` });
    assert.equal(collector.requests.length, 3);
    await unit.run("install");
    const root = spansOf(collector.requests.at(-1)?.body ?? "").at(-1);
    assert.equal(root?.name, "dispatch hooks/install");
    const failed = collector.requests.flatMap(({ body }) => spansOf(body)).find(({ status }) => status.code);
    assert.match(JSON.stringify(failed), /cannot send traces to .*ftp:\/\/nobody/);
  });

  it("a collector that does not answer does not fail the hook", { timeout }, async () => {
    await using unit = await makeUnit();
    await using collector = await listen(0, "{}");
    const url = `http://127.0.0.1:${portOf(collector)}`;
    await relate(unit, url);
    await collector[Symbol.asyncDispose]();
    assert.deepEqual(await unit.run("update-status"), { code: 0, stdout: "", stderr: "" });
    assert.equal((await readdir(join(unit.path, ".tracing-data"))).length, 1);
  });

  it("the leader asks for an address over HTTP", { timeout }, async () => {
    await using unit = await makeUnit();
    await unit.tools.answer("relation-ids", '["charm-tracing:3"]');
    await unit.tools.answer("relation-list", '["tempo/0"]');
    await unit.tools.answer("relation-get", "{}");
    await unit.run("leader-elected");
    const runs = await unit.tools.runs();
    assert.ok(runs.some(([tool]) => tool === "relation-set"));
  });
});
