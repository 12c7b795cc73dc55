/** What the names of identities that were made by pairing begin with. */
const prefix = "paired-";

/** So much of a fingerprint tells certificates apart. */
const digits = 12;

/** The name of the identity of a client that pairs. @param fingerprint SHA-256 of its certificate, in hexadecimal digits */
export const pairedName = (fingerprint: string): string => prefix + fingerprint.slice(0, digits);

/** Whether an identity was made by pairing, by its name. */
export const isPairedName = (name: string): boolean => name.startsWith(prefix);
