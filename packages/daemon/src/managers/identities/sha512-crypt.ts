/** SHA-512 of `data`: 64 bytes. */
export type Sha512 = (data: Uint8Array) => Uint8Array;

/** What a hash says about how it was made, and the sum itself. */
export interface CryptHash {
  readonly rounds: number;
  readonly salt: string;
  /** 86 characters; any text when the hash is not well-formed. */
  readonly sum: string;
}

const defaultRounds = 5000;
const minRounds = 1000;
const maxRounds = 999_999_999;
const maxSaltLength = 16;
const digestBytes = 64;
/** So many rounds are done at a time, which take a fraction of a millisecond. */
const roundsPerSlice = 256;

const form = /^\$6\$(?:rounds=(\d+)\$)?([^$]*)\$(.*)$/s;

/** Reads `$6$rounds=5000$salt$sum`, the middle part being optional; undefined when it is something else. */
export const parseCryptHash = (text: string): CryptHash | undefined => {
  const found = form.exec(text);
  if (found === null) return undefined;
  const [, rounds, salt = "", sum = ""] = found;
  const asked = rounds === undefined ? defaultRounds : Number(rounds);
  return {
    rounds: Math.min(Math.max(asked, minRounds), maxRounds),
    salt: salt.slice(0, maxSaltLength),
    sum,
  };
};

const alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const encodeBits = (bits: number, length: number): string =>
  Array.from({ length }, (_, i) => alphabet[(bits >> (6 * i)) & 63]).join("");

/** The digest in the crypt alphabet: each group of three takes one byte of each third, the first one turning. */
const encodeDigest = (digest: Uint8Array): string => {
  const byte = (index: number): number => digest[index] ?? 0;
  const groups = Array.from({ length: 21 }, (_, i) => {
    const turned = (step: number): number => byte(i + 21 * ((i + step) % 3));
    return encodeBits((turned(0) << 16) | (turned(1) << 8) | turned(2), 4);
  });
  return groups.join("") + encodeBits(byte(digestBytes - 1), 2);
};

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
};

/** `pattern` again and again, until there are `length` bytes. */
const repeat = (pattern: Uint8Array, length: number): Uint8Array => {
  const repeated = new Uint8Array(length);
  for (let offset = 0; offset < length; offset += pattern.length) {
    repeated.set(pattern.subarray(0, length - offset), offset);
  }
  return repeated;
};

/** Steps 1 to 12 of the specification: the digest that the rounds begin with. */
const firstDigest = (password: Uint8Array, salt: Uint8Array, sha512: Sha512): Uint8Array => {
  const alternate = sha512(join([password, salt, password]));
  const parts = [password, salt, repeat(alternate, password.length)];
  for (let bits = password.length; bits > 0; bits >>>= 1) parts.push((bits & 1) === 1 ? alternate : password);
  return sha512(join(parts));
};

/** Steps 13 to 20: password and salt in the form in which each round takes them. */
const stretch = (
  password: Uint8Array,
  salt: Uint8Array,
  { first, sha512 }: { readonly first: Uint8Array; readonly sha512: Sha512 },
): readonly [password: Uint8Array, salt: Uint8Array] => {
  const passwords = sha512(repeat(password, password.length ** 2));
  const salts = sha512(repeat(salt, salt.length * (16 + (first[0] ?? 0))));
  return [repeat(passwords, password.length), repeat(salts, salt.length)];
};

/**
 * Hashes a password, a slice of the work between every two `yield`s, so that whoever drives it can do other things too.
 * @param password its cost grows with the square of its length: the caller limits that
 * @returns the sum, 86 characters
 * @source Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512", public domain: the algorithm and the steps' numbers
 */
export function* sha512Crypt(
  password: Uint8Array,
  { rounds, salt: saltText }: Pick<CryptHash, "rounds" | "salt">,
  sha512: Sha512,
): Generator<void, string> {
  const salt = new TextEncoder().encode(saltText);
  const first = firstDigest(password, salt, sha512);
  const [p, s] = stretch(password, salt, { first, sha512 });
  let digest = first;
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0 && round % roundsPerSlice === 0) yield;
    const odd = round % 2 === 1;
    const parts = [odd ? p : digest];
    if (round % 3 !== 0) parts.push(s);
    if (round % 7 !== 0) parts.push(p);
    parts.push(odd ? digest : p);
    digest = sha512(join(parts));
  }
  return encodeDigest(digest);
}
