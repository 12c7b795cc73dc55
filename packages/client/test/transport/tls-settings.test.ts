import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PeerCertificate } from "node:tls";
import { findTlsSettings } from "../../src/transport/tls-settings.ts";

const asked = { target: "/v1/health" };

/** The part of a certificate that names are read from. */
const naming = (subjectaltname: string | undefined): PeerCertificate =>
  // A test has no use for the rest of a certificate.
  ({ subject: { CN: "cobble-ABCDEFGH" }, subjectaltname }) as unknown as PeerCertificate;

describe("settings for TLS", () => {
  it("hold a certificate to the hosts that it names, and one without names to none", async () => {
    const { checkServerIdentity } = await findTlsSettings(
      { baseUrl: "https://pod", tls: { ca: "PEM" } },
      asked,
    );
    assert.ok(checkServerIdentity);
    assert.equal(checkServerIdentity("pod", naming(undefined)), undefined);
    assert.equal(checkServerIdentity("pod", naming("DNS:pod")), undefined);
    assert.match(String(checkServerIdentity("pod", naming("DNS:other"))), /pod/);
  });

  it("are the runtime's own where nothing is said about whom to trust", async () => {
    assert.deepEqual(await findTlsSettings({ baseUrl: "https://pod" }, asked), {});
    const tls = { cert: "CERT", key: "KEY" };
    assert.deepEqual(await findTlsSettings({ baseUrl: "https://pod", tls }, asked), tls);
  });
});
