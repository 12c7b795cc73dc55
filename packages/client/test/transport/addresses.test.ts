import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { APIError, type Client, ConnectionError, createClient } from "../../src/index.ts";
import { type Credentials, type RealSupervisor, startRealSupervisor } from "../real-supervisor.ts";

/** Of the password `secret`, by `openssl passwd -6 -salt abc`. */
const hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";

let supervisor: RealSupervisor;
let boss: Credentials;
let stranger: Credentials;
let certificate: string;
let fingerprint: string;

before(async () => {
  supervisor = await startRealSupervisor();
  [boss, stranger] = [await supervisor.makeCredentials("boss"), await supervisor.makeCredentials("stranger")];
  await supervisor.client.identities.add({
    boss: { access: "admin", cert: { pem: boss.cert } },
    amy: { access: "admin", basic: { password: hash } },
    scraper: { access: "metrics", basic: { password: hash } },
    nobody: { access: "untrusted", basic: { password: hash } },
  });
  // Its certificate is made for the first who connects, who does not know it.
  const { findTlsSettings } = await import("../../src/transport/tls-settings.ts");
  const first = { baseUrl: supervisor.httpsUrl, tls: { ...stranger, fingerprint: "00" } };
  await assert.rejects(findTlsSettings(first, { target: "/" }), ConnectionError);
  certificate = await supervisor.certificate();
  fingerprint = new X509Certificate(certificate).fingerprint256;
});

after(async () => supervisor[Symbol.asyncDispose]());

const overHttps = (tls: { readonly ca?: string; readonly fingerprint?: string }, who = boss): Client =>
  createClient({ baseUrl: supervisor.httpsUrl, tls: { ...who, ...tls } });

const isDenied = (error: unknown): boolean => error instanceof APIError && error.statusCode === 401;

const runCat = async (client: Client): Promise<string> => {
  const command = await client.exec.start(["cat"]);
  await command.write("through a websocket");
  await command.endInput();
  let output = "";
  for await (const chunk of command.stdout) output += Buffer.from(chunk).toString();
  assert.equal(await command.wait(), 0);
  return output;
};

describe("a client over HTTPS", () => {
  it("is who its certificate says, and knows the supervisor by its certificate", async () => {
    const client = overHttps({ ca: certificate });
    assert.deepEqual(await client.services.list(), []);
    assert.equal(await runCat(client), "through a websocket");
  });

  it("knows the supervisor by a fingerprint, with colons or without", async () => {
    for (const written of [fingerprint, fingerprint.replaceAll(":", "").toLowerCase()]) {
      const client = overHttps({ fingerprint: written });
      assert.deepEqual(await client.services.list(), []);
      assert.equal(await runCat(client), "through a websocket");
    }
  });

  it("sends and reads files as over a socket", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cobble-client-"));
    try {
      const client = overHttps({ ca: certificate });
      await client.files.write(join(folder, "a"), "text");
      let text = "";
      for await (const chunk of client.files.read(join(folder, "a"))) text += Buffer.from(chunk).toString();
      assert.equal(text, "text");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is denied what its certificate is not good for", async () => {
    const client = overHttps({ ca: certificate }, stranger);
    assert.equal(await client.health.get(), true);
    await assert.rejects(client.services.list(), isDenied);
  });

  it("ends before it has said anything, when the supervisor is another one", async () => {
    for (const tls of [{ ca: stranger.cert }, {}]) {
      await assert.rejects(overHttps(tls).services.list(), (error) => {
        assert.ok(error instanceof ConnectionError);
        assert.equal(
          error.message,
          `cannot communicate with server: Get "${supervisor.httpsUrl}/v1/services?names=": cannot trust the supervisor's certificate: no certificate that is trusted has signed it`,
        );
        return true;
      });
    }
    const other = new X509Certificate(stranger.cert).fingerprint256;
    await assert.rejects(overHttps({ fingerprint: other }).services.list(), (error) => {
      assert.ok(error instanceof ConnectionError);
      assert.match(error.reason, new RegExp(`^the fingerprint of .* and ${fingerprint}, not ${other}$`));
      return true;
    });
  });

  it("is refused without a certificate", async () => {
    const client = createClient({ baseUrl: supervisor.httpsUrl, tls: { ca: certificate } });
    await assert.rejects(client.health.get(), ConnectionError);
  });

  it("says that nobody listens, with a fingerprint too", async () => {
    const baseUrl = "https://127.0.0.1:1";
    for (const tls of [
      { ...boss, ca: certificate },
      { ...boss, fingerprint },
    ]) {
      await assert.rejects(createClient({ baseUrl, tls }).health.get(), {
        message: `cannot communicate with server: Get "${baseUrl}/v1/health": dial tcp 127.0.0.1:1: connect: connection refused`,
        unreachable: true,
      });
    }
  });

  it("gives up when it is told to, while it looks for the fingerprint", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await assert.rejects(overHttps({ fingerprint }).services.list([], { signal }), { message: "enough" });
  });

  it("is not made for an address without TLS", () => {
    assert.throws(() => createClient({ baseUrl: supervisor.httpUrl, tls: boss }), {
      name: "TypeError",
      message: `cannot use TLS with ${supervisor.httpUrl}: its address must begin with https://`,
    });
  });
});

describe("a client with a name and a password", () => {
  const as = (name: string, password = "secret"): Client =>
    createClient({ socketPath: supervisor.socketPath, basic: { name, password } });

  it("is who it says on a socket, in requests and websockets", async () => {
    assert.equal(await runCat(as("amy")), "through a websocket");
    await assert.rejects(as("nobody").services.list(), isDenied);
  });

  it("is who it says over HTTP, where only what is open and metrics are answered", async () => {
    const client = createClient({
      baseUrl: supervisor.httpUrl,
      basic: { name: "amy", password: "secret" },
    });
    assert.equal(await client.health.get(), true);
    await assert.rejects(client.services.list(), isDenied);
  });
});
