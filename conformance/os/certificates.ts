import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./command.ts";

/** Kinds of self-signed certificates: one that is good for everything, one out of date, one for servers only. */
export type CertificateKind = "good" | "expired" | "for servers";

/** A certificate and its key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

async function openssl(dir: string, words: readonly string[]): Promise<void> {
  const env = { PATH: process.env["PATH"] ?? "", HOME: dir };
  const { code, stderr } = await runCommand(["openssl", ...words], { cwd: dir, env, timeoutMs: 10_000 });
  if (code !== 0) throw new Error(`openssl ${words[0]} ended with ${code}: ${stderr}`);
}

/** The words after `openssl req` that make a certificate, or with `expired` a request for one. */
function requestWords(name: string, kind: CertificateKind): readonly string[] {
  const words = ["req", "-newkey", "ed25519", "-nodes", "-subj", `/CN=${name}`, "-keyout", `${name}.key`];
  if (kind === "expired") return [...words, "-out", `${name}.csr`];
  const usage = kind === "for servers" ? ["-addext", "extendedKeyUsage=serverAuth"] : [];
  return [...words, "-x509", "-days", "2", "-out", `${name}.crt`, ...usage];
}

/**
 * Makes a certificate in the folder, by openssl.
 * @throws {Error} when there is no openssl, or it fails.
 */
export async function makeCertificate(
  dir: string,
  name: string,
  kind: CertificateKind,
): Promise<Certificate> {
  await openssl(dir, requestWords(name, kind));
  if (kind === "expired") {
    const signing = ["-in", `${name}.csr`, "-signkey", `${name}.key`, "-days", "-1", "-out", `${name}.crt`];
    await openssl(dir, ["x509", "-req", ...signing]);
  }
  const read = (extension: string): Promise<string> => readFile(join(dir, `${name}.${extension}`), "utf8");
  return { cert: await read("crt"), key: await read("key") };
}
