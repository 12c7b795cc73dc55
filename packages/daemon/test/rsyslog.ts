import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./until.ts";

/** Debian's rsyslogd, wherever PATH is without the folder of root's programs; `null` where it is not installed. */
export const rsyslogd: string | null = Bun.which("rsyslogd", {
  PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`,
});

/** A real syslog server on this machine, over TCP and UDP on one port. */
export interface Rsyslog extends AsyncDisposable {
  readonly port: number;
  /** What it understood of each message: `HOST|SERVICE|FACILITY.SEVERITY|ELEMENT|TIME|TEXT`. */
  lines(): readonly string[];
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

const configuration = (folder: string, port: number): string => `
global(workDirectory="${folder}" parser.escapeControlCharactersOnReceive="off")
module(load="imtcp")
module(load="imudp")
input(type="imtcp" address="127.0.0.1" port="${port}")
input(type="imudp" address="127.0.0.1" port="${port}")
template(name="all" type="string"
  string="%HOSTNAME%|%APP-NAME%|%syslogfacility-text%.%syslogseverity-text%|%STRUCTURED-DATA%|%timereported:::date-rfc3339%|%msg%\\n")
action(type="omfile" file="${folder}/received" template="all")
`;

/**
 * Starts rsyslogd with a configuration and folder of its own.
 * @param options.port any that is free unless given
 */
export const startRsyslog = async (options: { readonly port?: number } = {}): Promise<Rsyslog> => {
  const folder = mkdtempSync(join(tmpdir(), "cobble-rsyslog-"));
  const port = options.port ?? (await freePort());
  writeFileSync(join(folder, "rsyslog.conf"), configuration(folder, port));
  const words = ["-n", "-f", join(folder, "rsyslog.conf"), "-i", join(folder, "pid")];
  const child = Bun.spawn([rsyslogd ?? "rsyslogd", ...words], { stdio: ["ignore", "ignore", "ignore"] });
  await until("rsyslogd listens", () => listens(port));
  return {
    port,
    lines: () => {
      try {
        return readFileSync(join(folder, "received"), "utf8").split("\n").slice(0, -1);
      } catch {
        // The file is made with the first message.
        return [];
      }
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await child.exited;
      rmSync(folder, { recursive: true });
    },
  };
};
