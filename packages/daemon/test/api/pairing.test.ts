import { beforeEach, describe, expect, it } from "bun:test";
import { createAudit } from "../../src/api/audit.ts";
import { createGate } from "../../src/api/gate.ts";
import { createPairingHandler } from "../../src/api/pairing.ts";
import type { ArrivedRequest, Peer } from "../../src/api/request.ts";
import { createRouter, type Router } from "../../src/api/router.ts";
import { createIdentityManager, type IdentityManager } from "../../src/managers/identities/manager.ts";
import { isPairedName } from "../../src/managers/identities/paired.ts";
import { createPairingManager } from "../../src/managers/pairing/manager.ts";
import { createSecrets } from "../../src/os/secrets.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { makeCertificate } from "../certificates/test-certificate.ts";
import { createFakeClock } from "../fake-clock.ts";

const clock = createFakeClock(Date.now());
const certificates = {
  one: makeCertificate(),
  two: makeCertificate(),
  old: makeCertificate("old", { from: -9, days: 1 }),
};

const root: Peer = { transport: "unix", uid: 0 };
const reader: Peer = { transport: "unix", uid: 4000 };
const stranger: Peer = { transport: "http", address: "192.0.2.1:1" };
const client = (name: keyof typeof certificates): Peer => ({
  transport: "https",
  address: "192.0.2.1:2",
  certificate: certificates[name].der,
});

let mode: "disabled" | "single" | "multiple";
let events: string[];
let identities: IdentityManager;
let answer: Router;

beforeEach(() => {
  mode = "single";
  events = [];
  const secrets = createSecrets();
  const security = ({ name }: { name: string }): void => void events.push(name);
  identities = createIdentityManager({ ...secrets, security, store: createMemoryStore() });
  const pairing = createPairingManager({
    clock,
    mode: () => mode,
    hasHttps: true,
    hasPaired: () => Object.keys(identities.list()).some(isPairedName),
  });
  const audit = createAudit(security);
  const certificateFault = (der: Uint8Array) => secrets.certificateFault(der, clock.now() / 1000);
  const gate = createGate({
    identities,
    audit,
    certificateFault,
    isPairing: () => pairing.isOpen,
    ownUid: 0,
  });
  const handle = createPairingHandler({ ...secrets, clock, pairing, identities, audit, certificateFault });
  answer = createRouter([{ method: "POST", path: "/v1/pairing", access: "pairing", handle }], gate);
});

const post = async (peer: Peer, body: unknown): Promise<{ status: number; result: unknown }> => {
  const request: ArrivedRequest = {
    method: "POST",
    path: "/v1/pairing",
    url: () => "/v1/pairing",
    query: () => new URLSearchParams(),
    header: () => undefined,
    body: new Response(typeof body === "string" ? body : JSON.stringify(body)).body ?? new ReadableStream(),
    peer,
    signal: new AbortController().signal,
  };
  const { status, body: text } = await answer(request);
  return { status, result: JSON.parse(String(text)).result };
};

const denied = { status: 401, result: { message: "access denied", kind: "login-required" } };
const open = { action: "open" };
const pair = { action: "pair" };

describe("/v1/pairing", () => {
  it("makes an admin of the client that comes while it is open", async () => {
    const opened = await post(root, { ...open, timeout: "30s" });
    expect(opened).toMatchObject({ status: 200, result: { mode: "single" } });
    const { name } = (await post(client("one"), pair)).result as { name: string };
    expect(name).toMatch(/^paired-[0-9a-f]{12}$/);
    expect(identities.ofCertificate(certificates.one.der)).toMatchObject({
      name,
      identity: { access: "admin" },
    });
    expect(events).toEqual(["authz_admin:0,open_pairing", `user_created:pairing,${name},admin`]);
    expect(await post(client("two"), pair)).toEqual(denied);
  });

  it("takes no second client in mode single, not even one that comes at the same time", async () => {
    await post(root, open);
    const both = await Promise.all([post(client("one"), pair), post(client("two"), pair)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    expect(Object.keys(identities.list())).toHaveLength(1);
    expect(await post(root, open)).toMatchObject({ status: 400 });
  });

  it("takes many in mode multiple, and is closed by an admin", async () => {
    mode = "multiple";
    await post(root, open);
    expect((await post(client("one"), pair)).status).toBe(200);
    // The one that has just paired is an admin now, and may let others in or keep them out.
    expect((await post(client("one"), { action: "close" })).status).toBe(200);
    expect(await post(client("two"), pair)).toEqual(denied);
  });

  it("refuses a certificate that does not hold, or belongs to somebody, and stays open", async () => {
    const wanted = identities.read({ amy: { access: "read", cert: { pem: certificates.two.pem } } });
    await identities.change({ action: "add", identities: wanted, actor: "test" });
    await post(root, open);
    expect(await post(client("old"), pair)).toMatchObject({
      status: 400,
      result: { message: expect.stringMatching(/^cannot pair: x509: certificate has expired/) },
    });
    expect(await post(client("two"), pair)).toMatchObject({
      status: 400,
      result: { message: 'cannot pair: the certificate is that of identity "amy"' },
    });
    expect((await post(client("one"), pair)).status).toBe(200);
  });

  it("is denied to everybody else, as in the reference", async () => {
    for (const peer of [root, reader, stranger, client("one")]) {
      for (const body of [{}, "", "garbage", pair, { action: "dance" }, { action: 5 }]) {
        expect(await post(peer, body)).toEqual(denied);
      }
    }
    for (const peer of [reader, stranger, client("one")]) {
      expect(await post(peer, open)).toEqual(denied);
      expect(await post(peer, { action: "close" })).toEqual(denied);
    }
  });

  it("denies what clients without a certificate ask while it is open", async () => {
    await post(root, open);
    for (const peer of [root, reader, stranger]) expect(await post(peer, pair)).toEqual(denied);
    expect(await post(client("one"), open)).toEqual(denied);
    expect((await post(client("one"), pair)).status).toBe(200);
  });

  it("refuses a time that is none", async () => {
    expect(await post(root, { ...open, timeout: "soon" })).toMatchObject({
      status: 400,
      result: { message: 'invalid timeout: time: invalid duration "soon"' },
    });
  });
});
