import {
  bitString,
  contentOf,
  integer,
  objectId,
  octetString,
  printableString,
  readParts,
  sequence,
  setOf,
  tagged,
  taggedBytes,
  time,
  yes,
} from "./der.ts";

/** What a certificate says. All of them are of Ed25519 keys. */
export interface CertificateContent {
  /** Up to 20 bytes, of which the first is not 0. */
  readonly serial: Uint8Array;
  /** The common name of who has it. */
  readonly name: string;
  /** The name of who gives it, as {@link subjectOf} has it; that of who has it when absent. */
  readonly issuer?: Uint8Array;
  /** Milliseconds since 1970; whole seconds count. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly extensions: readonly Uint8Array[];
}

const ed25519 = sequence(objectId("1.3.101.112"));
const version3 = tagged(0, integer(Uint8Array.of(2)));

const nameOf = (commonName: string): Uint8Array =>
  sequence(setOf(sequence(objectId("2.5.4.3"), printableString(commonName))));

const extension = (id: string, value: Uint8Array, isCritical: boolean): Uint8Array =>
  sequence(objectId(id), ...(isCritical ? [yes] : []), octetString(value));

const keyIdentifierId = "2.5.29.14";

const keyUsage = (bits: number, unusedBits: number): Uint8Array =>
  extension("2.5.29.15", bitString(Uint8Array.of(bits), unusedBits), true);

/** For signing messages: what the key of a server does. */
export const signsMessages: Uint8Array = keyUsage(0x80, 7);

/** For signing certificates and lists of revoked ones. */
export const signsCertificates: Uint8Array = keyUsage(0x06, 1);

/** It signs certificates, which sign none themselves. */
export const isAuthority: Uint8Array = extension("2.5.29.19", sequence(yes, integer(Uint8Array.of(0))), true);

/** It signs no certificates. */
export const isNoAuthority: Uint8Array = extension("2.5.29.19", sequence(), true);

/** It is for these uses alone, in dotted form: `1.3.6.1.5.5.7.3.1` is serving TLS. */
export const extendedUsage = (...ids: readonly string[]): Uint8Array =>
  extension("2.5.29.37", sequence(...ids.map(objectId)), false);

/** How the key is called by certificates that it signs. @param id 20 bytes */
export const keyIdentifier = (id: Uint8Array): Uint8Array =>
  extension(keyIdentifierId, octetString(id), false);

/** How the key that signs it is called: what tells it from one that signs itself, where both have one name. */
export const authorityIdentifier = (id: Uint8Array): Uint8Array =>
  extension("2.5.29.35", sequence(taggedBytes(0, id)), false);

/** Where the name of who has it is among the fields of a certificate's body. */
const subjectIndex = 5;

/**
 * The name of who has a certificate, in DER: what stands as the issuer in those that it signs.
 * @param certificate a certificate of version 3, in DER
 */
export const subjectOf = (certificate: Uint8Array): Uint8Array => {
  const [body = certificate] = readParts(certificate);
  return readParts(body)[subjectIndex] ?? nameOf("");
};

/** The tag of a certificate's extensions among the fields of its body. */
const extensionsTag = 0xa3;

/** How a certificate calls its key; undefined when it does not. @param certificate in DER */
export const keyIdentifierOf = (certificate: Uint8Array): Uint8Array | undefined => {
  const [body = certificate] = readParts(certificate);
  const tagged = readParts(body).find((part) => part[0] === extensionsTag);
  const [list] = tagged === undefined ? [] : readParts(tagged);
  const id = objectId(keyIdentifierId);
  const found = (list === undefined ? [] : readParts(list)).find((each) =>
    Buffer.from(id).equals(readParts(each)[0] ?? new Uint8Array(0)),
  );
  const value = found && readParts(found).at(-1);
  // An octet string, in which there is another one.
  return value && contentOf(contentOf(value));
};

/**
 * Writes a certificate.
 * @param sign makes the Ed25519 signature of some bytes
 * @returns its DER bytes
 * @source RFC 5280, section 4.1; RFC 8410
 */
export const writeCertificate = (
  content: CertificateContent,
  sign: (data: Uint8Array) => Uint8Array,
): Uint8Array => {
  const name = nameOf(content.name);
  const body = sequence(
    version3,
    integer(content.serial),
    ed25519,
    content.issuer ?? name,
    sequence(time(content.notBefore), time(content.notAfter)),
    name,
    sequence(ed25519, bitString(content.publicKey)),
    tagged(3, sequence(...content.extensions)),
  );
  return sequence(body, ed25519, bitString(sign(body)));
};
