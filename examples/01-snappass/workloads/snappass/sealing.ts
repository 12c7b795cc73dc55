import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const keyPattern = /^[A-Za-z0-9_-]{32}$/;
const nonceBytes = 12;
const tagBytes = 16;

/** What a key opens: where the secret is stored, and how to read it. Neither can be told from the other. */
export interface Seal {
  /** The name in Redis; from it nobody can find the key. */
  readonly storageName: string;
  /** Encrypts (AES-256-GCM) to text that is safe to store. */
  close(secret: string): string;
  /**
   * Decrypts what `close` gave.
   * @throws {Error} when it is not that, unchanged.
   */
  open(sealed: string): string;
}

/** A new random key of 192 bits, 32 letters that are safe in a URL. It is only ever in the link. */
export function createKey(): string {
  return randomBytes(24).toString("base64url");
}

/** True when the text has the form of a key. */
export function isKey(text: string): boolean {
  return keyPattern.test(text);
}

/** The seal of a key. A wrong key has another storage name too: who guesses at keys can neither read nor burn a secret. */
export function sealOf(key: string): Seal {
  const cipherKey = derive(key, { purpose: "snappass seal", bytes: 32 });
  return {
    storageName: derive(key, { purpose: "snappass name", bytes: 16 }).toString("base64url"),
    close: (secret) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", cipherKey, nonce);
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", cipherKey, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return (
        decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8")
      );
    },
  };
}

function derive(key: string, { purpose, bytes }: { purpose: string; bytes: number }): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(key, "base64url"), "", purpose, bytes));
}
