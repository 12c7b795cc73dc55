import type { AccessLevel } from "@cobble/wire";
import type { IdentityManager, NamedIdentity } from "../managers/identities/manager.ts";
import { mayCall } from "./access.ts";
import type { Audit } from "./audit.ts";
import { readBasicCredentials } from "./basic-credentials.ts";
import type { ArrivedRequest, Caller, Peer, RouteAccess } from "./request.ts";

/** Finds out who sends a request, and lets in who may. */
export interface Gate {
  /**
   * Who sent the request. Quick for everybody but those who show a password.
   * @throws {ApiError} 401 when it is not theirs to send; the security log tells, if it is known who they are
   */
  admit(request: ArrivedRequest, access: RouteAccess): Caller | Promise<Caller>;
}

/** What a gate decides by. */
export interface GateDeps {
  readonly identities: IdentityManager;
  readonly audit: Audit;
  /** Says why a certificate does not hold now; undefined when it does. */
  readonly certificateFault: (der: Uint8Array) => string | undefined;
  /** Whether certificates that are not known may pair. */
  readonly isPairing: () => boolean;
  /** The user that the daemon runs as. */
  readonly ownUid: number;
}

/** Somebody of whom nothing is known but where from they come. */
const stranger = ({ transport, uid }: Peer): Caller => ({ transport, uid, access: "untrusted" });

const callerOf = ({ transport, uid }: Peer, { name, identity }: NamedIdentity): Caller => ({
  transport,
  // What a notice's user is, is for the kernel to say, and only of those who are known by it.
  uid: identity.local === undefined ? undefined : uid,
  access: identity.access,
  identity: name,
});

/** Makes the gate of the API. @source pebble 1.32, docs/reference/identities.md; order of looking seen by trying pairs */
export const createGate = (deps: GateDeps): Gate => {
  const { identities, ownUid } = deps;

  /** @source pebble 1.32, seen: root and the daemon's own user are admins, unless an identity says otherwise */
  const localAccess = (uid: number): AccessLevel => (uid === 0 || uid === ownUid ? "admin" : "read");

  const bySocket = (peer: Peer): Caller => {
    if (peer.uid === undefined) return stranger(peer);
    const known = identities.ofUser(peer.uid);
    if (known !== undefined) return callerOf(peer, known);
    return { transport: peer.transport, uid: peer.uid, access: localAccess(peer.uid) };
  };

  const byCertificate = (peer: Peer): Caller => {
    const known = peer.certificate && identities.ofCertificate(peer.certificate);
    if (known === undefined || peer.certificate === undefined) return stranger(peer);
    const fault = deps.certificateFault(peer.certificate);
    if (fault === undefined) return callerOf(peer, known);
    deps.audit.doubted(known.name, fault);
    return stranger(peer);
  };

  /** A wrong password is as none at all. @source pebble 1.32, seen: root with a wrong password is root */
  const byPassword = async (peer: Peer, header: string): Promise<Caller> => {
    const credentials = readBasicCredentials(header);
    const known = credentials && (await identities.ofPassword(credentials.name, credentials.password));
    return known === undefined ? bySocket(peer) : callerOf(peer, known);
  };

  const identify = (request: ArrivedRequest): Caller | Promise<Caller> => {
    const { peer } = request;
    if (peer.transport === "https") return byCertificate(peer);
    const header = request.header("authorization");
    return header === undefined ? bySocket(peer) : byPassword(peer, header);
  };

  const judge = (caller: Caller, request: ArrivedRequest, access: RouteAccess): Caller => {
    if (mayCall(caller, access)) return caller;
    if (access === "pairing" && request.peer.certificate !== undefined && deps.isPairing()) return caller;
    throw deps.audit.refused(caller, request.path);
  };

  return {
    admit: (request, access) => {
      if (access === "open") return stranger(request.peer);
      const caller = identify(request);
      return caller instanceof Promise
        ? caller.then((found) => judge(found, request, access))
        : judge(caller, request, access);
    },
  };
};
