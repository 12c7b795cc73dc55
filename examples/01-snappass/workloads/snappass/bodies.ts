import type { IncomingMessage } from "node:http";
import { RequestError } from "./errors.ts";
import { maxLifeSeconds, maxSecretBytes } from "./secrets.ts";

/** What somebody asks to be stored, checked. */
export interface NewSecret {
  readonly secret: string;
  readonly lifeSeconds: number;
}

// JSON may need six bytes (\u0000) for each byte of the secret, a form three (%00).
const maxBodyBytes = 6 * maxSecretBytes + 1024;
const maxDroppedBytes = 8 * 1024 * 1024;

/** How long a secret lives when the request does not say, in seconds. */
export const defaultLifeSeconds: number = 24 * 3600;

/**
 * Reads `{"secret": text, "ttlSeconds": number}`; ttlSeconds is a day when absent.
 * @throws {RequestError} when it is not that.
 */
export async function readJsonSecret(request: IncomingMessage): Promise<NewSecret> {
  const type = request.headers["content-type"] ?? "application/json";
  if (!/^application\/json\b/i.test(type)) {
    throw new RequestError(415, `cannot read a body of type "${type}": it should be application/json`);
  }
  const text = await readBody(request);
  const body = parseJsonObject(text);
  return checkSecret(body["secret"], body["ttlSeconds"] ?? defaultLifeSeconds);
}

/**
 * Reads the page's form: the fields `secret` and `ttlSeconds`.
 * @throws {RequestError} when they are missing or out of range.
 */
export async function readFormSecret(request: IncomingMessage): Promise<NewSecret> {
  const form = new URLSearchParams(await readBody(request));
  // Browsers send each line end of a text area as CR LF, whatever was typed or pasted.
  return checkSecret(
    form.get("secret")?.replaceAll("\r\n", "\n"),
    Number(form.get("ttlSeconds") ?? defaultLifeSeconds),
  );
}

function parseJsonObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RequestError(400, "cannot read the body: it is not JSON");
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new RequestError(400, "cannot read the body: it should be an object with secret and ttlSeconds");
}

function checkSecret(secret: unknown, lifeSeconds: unknown): NewSecret {
  if (typeof secret !== "string" || secret === "") {
    throw new RequestError(400, "cannot store the secret: it should be text, and not empty");
  }
  if (Buffer.byteLength(secret) > maxSecretBytes) {
    throw new RequestError(413, `cannot store the secret: it is over ${maxSecretBytes / 1024} KiB`);
  }
  if (
    typeof lifeSeconds !== "number" ||
    !Number.isInteger(lifeSeconds) ||
    lifeSeconds < 1 ||
    lifeSeconds > maxLifeSeconds
  ) {
    throw new RequestError(
      400,
      `cannot store the secret: ttlSeconds should be a whole number from 1 to ${maxLifeSeconds}`,
    );
  }
  return { secret, lifeSeconds };
}

/** Reads to the end even what is too big, up to a limit: a client that is still sending does not see an answer. */
function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooBig = (): void =>
      reject(new RequestError(413, `cannot store the secret: it is over ${maxSecretBytes / 1024} KiB`));
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
      if (bytes > maxDroppedBytes) tooBig();
    });
    request.on("end", () =>
      bytes > maxBodyBytes ? tooBig() : resolve(Buffer.concat(chunks).toString("utf8")),
    );
    request.on("close", () => reject(new RequestError(400, "cannot read the body: it ended early")));
    request.on("error", reject);
  });
}
