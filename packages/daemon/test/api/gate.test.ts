import { beforeAll, describe, expect, it } from "bun:test";
import { createAudit } from "../../src/api/audit.ts";
import { createGate, type Gate } from "../../src/api/gate.ts";
import type { ArrivedRequest, Peer, RouteAccess } from "../../src/api/request.ts";
import { ApiError } from "../../src/errors.ts";
import { createIdentityManager } from "../../src/managers/identities/manager.ts";
import { createSecrets } from "../../src/os/secrets.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { makeCertificate } from "../certificates/test-certificate.ts";

/** Of `secret`, by `openssl passwd -6 -salt abc`. */
const password =
  "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";
const certificates = {
  admin: makeCertificate(),
  read: makeCertificate(),
  metrics: makeCertificate(),
  untrusted: makeCertificate(),
  expired: makeCertificate("old", { from: -3, days: 1 }),
  server: makeCertificate("server", { usages: ["1.3.6.1.5.5.7.3.1"] }),
  foreign: makeCertificate(),
};
const levels = ["admin", "read", "metrics", "untrusted"] as const;

/** The daemon's own user in these tests. */
const ownUid = 900;

const events: string[] = [];
let isPairing = false;
let gate: Gate;

beforeAll(async () => {
  const secrets = createSecrets();
  const security = ({ level, name }: { level: string; name: string }): void =>
    void events.push(`${level} ${name}`);
  const identities = createIdentityManager({ ...secrets, security, store: createMemoryStore() });
  const given = Object.fromEntries(
    levels.flatMap((access, i) => [
      [`l-${access}`, { access, local: { "user-id": 1000 + i } }],
      [`b-${access}`, { access, basic: { password } }],
      [`c-${access}`, { access, cert: { pem: certificates[access].pem } }],
    ]),
  );
  await identities.change({
    action: "add",
    actor: "test",
    identities: identities.read({
      ...given,
      both: { access: "admin", local: { "user-id": 2000 }, basic: { password } },
      expired: { access: "admin", cert: { pem: certificates.expired.pem } },
      server: { access: "admin", cert: { pem: certificates.server.pem } },
    }),
  });
  events.length = 0;
  const certificateFault = (der: Uint8Array) => secrets.certificateFault(der, Date.now());
  gate = createGate({
    identities,
    audit: createAudit(security),
    certificateFault,
    isPairing: () => isPairing,
    ownUid,
  });
});

const basic = (words: string): string => `Basic ${Buffer.from(words).toString("base64")}`;

const request = (peer: Peer, authorization?: string): ArrivedRequest => ({
  method: "GET",
  path: "/v1/x",
  url: () => "/v1/x",
  query: () => new URLSearchParams(),
  header: (name) => (name === "authorization" ? authorization : undefined),
  body: new ReadableStream<Uint8Array>(),
  peer,
  signal: new AbortController().signal,
});

/** A row of the table: a caller, and who it is allowed to be. */
interface Row {
  readonly caller: string;
  readonly peer: Peer;
  readonly authorization?: string;
  /** The kinds of routes that are answered, each by its first letter: open, metrics, read, admin. */
  readonly may: string;
}

const local = (uid: number): Peer => ({ transport: "unix", uid });
const remote: Peer = { transport: "http", address: "192.0.2.1:5000" };
const secure = (certificate?: Uint8Array): Peer => ({
  transport: "https",
  address: "192.0.2.1:5000",
  certificate,
});

const rows: readonly Row[] = [
  { caller: "root", peer: local(0), may: "omra" },
  { caller: "the daemon's user", peer: local(ownUid), may: "omra" },
  { caller: "another local user", peer: local(4000), may: "omr" },
  { caller: "a process without a uid", peer: { transport: "unix" }, may: "o" },
  ...levels.map((level, i) => ({
    caller: `a local ${level}`,
    peer: local(1000 + i),
    may: ["omra", "omr", "om", "o"][i] ?? "",
  })),
  ...levels.flatMap((level, i): Row[] => {
    const authorization = basic(`b-${level}:secret`);
    const may = ["omra", "omr", "om", "o"][i] ?? "";
    return [
      { caller: `another user with the password of ${level}`, peer: local(4000), authorization, may },
      { caller: `root with the password of ${level}`, peer: local(0), authorization, may },
      {
        caller: `a stranger with the password of ${level}`,
        peer: remote,
        authorization,
        may: level === "metrics" ? "om" : "o",
      },
      {
        caller: `the password of ${level} over TLS`,
        peer: secure(certificates.foreign.der),
        authorization,
        may: "o",
      },
      { caller: `the certificate of ${level}`, peer: secure(certificates[level].der), may },
    ];
  }),
  { caller: "root with a wrong password", peer: local(0), authorization: basic("b-read:wrong"), may: "omra" },
  {
    caller: "another user with a wrong password",
    peer: local(4000),
    authorization: basic("b-admin:x"),
    may: "omr",
  },
  {
    caller: "a local untrusted with a wrong password",
    peer: local(1003),
    authorization: basic("b-admin:x"),
    may: "o",
  },
  {
    caller: "another user with a name that is not",
    peer: local(4000),
    authorization: basic("no:secret"),
    may: "omr",
  },
  {
    caller: "another user with a token",
    peer: local(4000),
    authorization: "Bearer b-admin:secret",
    may: "omr",
  },
  { caller: "another user with broken credentials", peer: local(4000), authorization: "Basic !", may: "omr" },
  { caller: "a stranger", peer: remote, may: "o" },
  { caller: "a stranger with a wrong password", peer: remote, authorization: basic("b-metrics:x"), may: "o" },
  { caller: "a stranger with nothing for a password", peer: remote, authorization: basic(":"), may: "o" },
  { caller: "a certificate that is not known", peer: secure(certificates.foreign.der), may: "o" },
  { caller: "an expired certificate", peer: secure(certificates.expired.der), may: "o" },
  { caller: "a certificate for servers", peer: secure(certificates.server.der), may: "o" },
];

const kinds: readonly RouteAccess[] = ["open", "metrics", "read", "admin"];

const admitted = async (row: Row): Promise<string> => {
  let letters = "";
  for (const access of kinds) {
    try {
      await gate.admit(request(row.peer, row.authorization), access);
      letters += access[0];
    } catch (error) {
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status: 401, message: "access denied", wireKind: "login-required" });
    }
  }
  return letters;
};

describe("the gate", () => {
  for (const row of rows) {
    it(`lets ${row.caller} through to what is theirs: ${row.may}`, async () => {
      expect(await admitted(row)).toBe(row.may);
    });
  }

  it("says who it is: by password without a uid, unless the identity has one too", async () => {
    const authorization = basic("b-read:secret");
    expect(await gate.admit(request(local(4000), authorization), "read")).toEqual({
      transport: "unix",
      uid: undefined,
      access: "read",
      identity: "b-read",
    });
    const both = await gate.admit(request(local(4000), basic("both:secret")), "read");
    expect(both).toMatchObject({ uid: 4000, access: "admin", identity: "both" });
    expect(await gate.admit(request(local(1000)), "read")).toMatchObject({ uid: 1000, identity: "l-admin" });
  });

  const logged: readonly [string, Peer, string | undefined, readonly string[]][] = [
    ["a local user by uid", local(4000), undefined, ["CRITICAL authz_fail:4000,/v1/x"]],
    ["an identity by name", local(1001), undefined, ["CRITICAL authz_fail:l-read,/v1/x"]],
    ["a stranger not at all", remote, undefined, []],
    ["a password by its name", remote, basic("b-admin:secret"), ["CRITICAL authz_fail:b-admin,/v1/x"]],
    [
      "an expired certificate by its name",
      secure(certificates.expired.der),
      undefined,
      ["WARN authz_fail:expired"],
    ],
    ["a certificate that is not known not at all", secure(certificates.foreign.der), undefined, []],
  ];
  for (const [what, peer, authorization, expected] of logged) {
    it(`tells the security log of ${what}, who is refused`, async () => {
      events.length = 0;
      await expect(
        Promise.resolve().then(() => gate.admit(request(peer, authorization), "admin")),
      ).rejects.toThrow();
      expect(events).toEqual([...expected]);
    });
  }

  it("lets certificates that are not known pair only while that is open", async () => {
    const pair = async (peer: Peer) => gate.admit(request(peer), "pairing");
    await expect(pair(secure(certificates.foreign.der))).rejects.toThrow("access denied");
    expect((await pair(local(0))).access).toBe("admin");
    isPairing = true;
    expect((await pair(secure(certificates.foreign.der))).access).toBe("untrusted");
    await expect(pair(remote)).rejects.toThrow("access denied");
    await expect(pair(local(4000))).rejects.toThrow("access denied");
    isPairing = false;
  });
});
