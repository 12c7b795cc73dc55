import { expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runningMarked } from "../marked-processes.ts";
import { root } from "../support.ts";
import { followPage } from "./reader.ts";

/** An empty folder outside the checkout that goes afterwards, and with it whatever of a pod still runs there. */
const makeFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), "cobble-page-"));
  const end = async (): Promise<void> => {
    for (const { pid } of runningMarked(path)) process.kill(pid, "SIGKILL");
    await rm(path, { recursive: true, force: true });
  };
  return { path, [Symbol.asyncDispose]: end };
};

/** Follows a page, with nothing to fetch packages from. */
const follow = async (page: string, paths: { readonly folder: string; readonly scratch: string }) => {
  await mkdir(paths.scratch, { recursive: true });
  const env = { npm_config_offline: "true", npm_config_update_notifier: "false", NO_COLOR: "1" };
  return followPage(join(root, "docs", page), { ...paths, env });
};

test("the tutorial of the pause charm does what it says, beside a clone", async () => {
  await using home = await makeFolder();
  const folder = join(home.path, "work");
  await mkdir(folder);
  await symlink(root, join(folder, "cobble"));
  expect(
    await follow("tutorial/workload-charm.md", { folder, scratch: join(home.path, "scratch") }),
  ).toBeGreaterThan(20);
}, 300_000);

test("the first charm, and then its notice, do what their pages say, in a clone", async () => {
  await using home = await makeFolder();
  const folder = join(home.path, "cobble");
  await mkdir(folder);
  // A clone whose files are those of this one, so that what the page makes is not left here.
  for (const name of await readdir(root)) await symlink(join(root, name), join(folder, name));
  const paths = { folder, scratch: join(home.path, "scratch") };
  expect(await follow("tutorial/first-charm.md", paths)).toBeGreaterThan(8);
  expect(await follow("how-to/send-a-notice-from-a-workload.md", paths)).toBeGreaterThan(8);
}, 300_000);
