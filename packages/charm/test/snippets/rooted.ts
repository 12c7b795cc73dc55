import { join } from "node:path";
import type { ContainerDeps } from "@cobble/charm";
import { type Client, createClient, type FileCalls } from "@cobble/client";
import type { LocalFiles } from "../../src/containers/copy-paths.ts";
import { createLocalFiles } from "../../src/os/local-files.ts";
import { containerTimes } from "../supervisor.ts";

/** Who was to own what, by path: accounts that this machine does not have are only noted. */
export type Owners = Map<string, string>;

const rootedFiles = (files: FileCalls, { root, owners }: { root: string; owners: Owners }): FileCalls => ({
  list: async (path, options) =>
    (await files.list(join(root, path), options)).map((info) => ({
      ...info,
      path: info.path.slice(root.length),
    })),
  read: (path, options) => files.read(join(root, path), options),
  write: (path, source, options = {}) => {
    const { user, group, ...rest } = options;
    if (user !== undefined) owners.set(path, `${user}:${group}`);
    return files.write(join(root, path), source, rest);
  },
  makeDir: (path, options = {}) => {
    const { user, group, ...rest } = options;
    if (user !== undefined) owners.set(path, `${user}:${group}`);
    return files.makeDir(join(root, path), rest);
  },
  remove: (path, options) => files.remove(join(root, path), options),
});

const rootedLocalFiles = (files: LocalFiles, root: string): LocalFiles => ({
  list: async (path) =>
    (await files.list(join(root, path))).map((entry) => ({ ...entry, path: entry.path.slice(root.length) })),
  read: (path) => files.read(join(root, path)),
  write: (path, source) => files.write(join(root, path), source),
  makeDir: (path) => files.makeDir(join(root, path)),
});

/**
 * What a container is made from whose `/` is a folder, and so is that of the files beside the charm, so that code may name `/etc` and the
 * machine that runs the test stays as it is. Commands still see the machine's own.
 */
export const makeRootedDeps = (options: {
  readonly socketPath: string;
  /** The container's `/`. */
  readonly root: string;
  /** The charm's `/`. */
  readonly localRoot: string;
  readonly owners: Owners;
}): ContainerDeps => {
  const client = createClient({ socketPath: options.socketPath });
  const rooted: Client = { ...client, files: rootedFiles(client.files, options) };
  const loadLocalFiles = (): Promise<LocalFiles> =>
    Promise.resolve(rootedLocalFiles(createLocalFiles(), options.localRoot));
  return { client: rooted, ...containerTimes, loadLocalFiles };
};
