import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Client, createClient } from "../src/index.ts";

/** A certificate and its key, in PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

/** A supervisor that listens on its socket, over HTTP and over HTTPS. */
export interface RealSupervisor extends AsyncDisposable {
  /** A client on its socket, as the user that it runs as. */
  readonly client: Client;
  readonly socketPath: string;
  readonly httpUrl: string;
  readonly httpsUrl: string;
  /** Its own certificate, once somebody has connected over HTTPS. */
  certificate(): Promise<string>;
  /** Makes a certificate of a client. */
  makeCredentials(name: string): Promise<Credentials>;
}

const bun = fileURLToPath(new URL("../../../node_modules/.bin/bun", import.meta.url));
const cobble = fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url));

/** Cobble from its sources; any other supervisor of that kind when the variable names its executable. */
const command = (): readonly [string, ...string[]] => {
  const other = process.env["COBBLE_TEST_SUPERVISOR"];
  return other === undefined || other === "" ? [bun, cobble] : [other];
};

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch {
    // Somebody has it.
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
};

/** Below the ports that connections get by themselves, of which one could take it before the supervisor does. */
const findFreePort = async (): Promise<number> => {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    if (await isFree(port)) return port;
  }
};

const makeCredentials = async (folder: string, name: string): Promise<Credentials> => {
  const file = join(folder, name);
  const words = ["req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2", "-subj", `/CN=${name}`];
  const { status, stderr } = spawnSync("openssl", [
    ...words,
    "-keyout",
    `${file}.key`,
    "-out",
    `${file}.crt`,
  ]);
  if (status !== 0) throw new Error(`openssl ended with ${status}: ${stderr}`);
  return { cert: await readFile(`${file}.crt`, "utf8"), key: await readFile(`${file}.key`, "utf8") };
};

/** Starts a supervisor in a folder of its own, waits until it answers, and ends it at the end. */
export const startRealSupervisor = async (): Promise<RealSupervisor> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-client-"));
  const pebbleDir = join(folder, "pebble");
  const socketPath = join(pebbleDir, ".pebble.socket");
  const [http, https] = [`127.0.0.1:${await findFreePort()}`, `127.0.0.1:${await findFreePort()}`];
  const [executable, ...words] = command();
  const child = spawn(
    executable,
    [...words, "run", "--hold", "--create-dirs", "--http", http, "--https", https],
    { env: { ...process.env, PEBBLE: pebbleDir, PEBBLE_SOCKET: socketPath }, stdio: "ignore" },
  );
  const ended = once(child, "exit");
  const end = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const client = createClient({ socketPath, retryMs: 15_000 });
  try {
    await client.system.info();
  } catch (cause) {
    await end();
    throw new Error("the supervisor did not come up", { cause });
  }
  return {
    client,
    socketPath,
    httpUrl: `http://${http}`,
    httpsUrl: `https://${https}`,
    certificate: () => readFile(join(pebbleDir, "tls", "identity.pem"), "utf8"),
    makeCredentials: (name) => makeCredentials(folder, name),
    [Symbol.asyncDispose]: end,
  };
};
