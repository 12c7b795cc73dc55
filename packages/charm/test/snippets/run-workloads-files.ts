// Code of docs/how-to/run-workloads-with-a-charm.md; a test beside it runs each piece of it.
import { createReadStream } from "node:fs";
import type { Container } from "@cobble/charm";

/** The page's code about files. */
export const filePieces = {
  async push(container: Container): Promise<void> {
    // snippet: push
    const config = "port = 7777\nmax_connections = 1000\n";
    await container.push("/etc/pg/postgresql.conf", config, { makeDirs: true });
    // end snippet
  },

  async pushOwned(container: Container, key: Uint8Array): Promise<void> {
    // snippet: push-owner
    await container.push("/etc/pg/server.key", key, {
      permissions: 0o600,
      user: "postgres",
      group: "postgres",
    });
    // end snippet
  },

  async pushStream(container: Container): Promise<void> {
    // snippet: push-stream
    await container.push("/srv/pg/seed.sql", createReadStream("seed.sql"));
    // end snippet
  },

  async update(container: Container): Promise<void> {
    // snippet: update
    let config = await container.pull("/etc/pg/postgresql.conf");
    if (!config.includes("port =")) config += "\nport = 8888\n";
    await container.push("/etc/pg/postgresql.conf", config);
    // end snippet
  },

  async pullBytes(container: Container): Promise<number> {
    // snippet: pull-bytes
    const key = await container.pull("/etc/pg/server.key", { encoding: null }); // a Uint8Array
    let size = 0;
    for await (const chunk of container.pullStream("/var/backups/all.tar")) size += chunk.length;
    // end snippet
    return key.length + size;
  },

  async pushFolders(container: Container): Promise<void> {
    // snippet: push-path
    await container.pushPath("/source/dir", "/destination"); // makes /destination/dir/[files]
    await container.pushPath("/source/dir/*", "/destination"); // makes /destination/[files]
    // end snippet
  },

  async pullFolders(container: Container): Promise<void> {
    // snippet: pull-path
    await container.pullPath("/source/dir", "/destination"); // makes /destination/dir/[files]
    await container.pullPath("/source/dir/*", "/destination"); // makes /destination/[files]
    // end snippet
  },

  async list(container: Container, log: { info(text: string): void }): Promise<void> {
    // snippet: list
    const infos = await container.listFiles("/etc", { pattern: "*.conf" });
    const total = infos.reduce((sum, { size = 0 }) => sum + size, 0);
    log.info(`total size of config files: ${total}`);
    if (!infos.some(({ name }) => name === "host.conf"))
      throw new Error("this charm requires /etc/host.conf");
    // end snippet
  },

  async tellFolder(container: Container, log: { info(text: string): void }): Promise<void> {
    // snippet: list-itself
    const [folder] = await container.listFiles("/etc/pg", { itself: true });
    log.info(`${folder?.path} is a ${folder?.type} with permissions ${folder?.permissions.toString(8)}`);
    // end snippet
  },

  async makeDirs(container: Container): Promise<void> {
    // snippet: make-dir
    await container.makeDir("/etc/pg", { user: "postgres", group: "postgres" });
    await container.makeDir("/some/other/nested/dir", { makeParents: true, permissions: 0o700 });
    // end snippet
  },

  async remove(container: Container): Promise<void> {
    // snippet: remove
    await container.removePath("/var/log/apache/access.log");
    await container.removePath("/tmp/mysubdir", { recursive: true });
    // end snippet
  },

  async look(container: Container): Promise<readonly boolean[]> {
    // snippet: exists
    const found = await container.exists("/tmp/mydir"); // true for a file and for a folder
    const isFolder = await container.isDir("/tmp/mydir");
    // end snippet
    return [found, isFolder];
  },
};
