import { posix } from "node:path";
import type { Programs } from "@cobble/daemon/core";

/**
 * The programs of a container: every one that a command names is there, and every directory but one that is a file, since
 * what the container's image holds is not part of a test.
 * @param isFile whether there is a file at a path of the container
 */
export const createTestPrograms = (isFile: (path: string) => boolean): Programs => ({
  find: (name, { workingDir = "/" }) =>
    name.includes("/") ? posix.resolve(workingDir, name) : `/usr/bin/${name}`,
  isExecutable: () => true,
  fault: () => undefined,
  directoryFault: (path) => (isFile(path) ? { code: "ENOTDIR", text: "not a directory" } : undefined),
});
