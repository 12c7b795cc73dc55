import { basename } from "node:path";

/** The loader of a program, and the libraries that it wants beside it. */
export interface SharedLibraries {
  /** The path that the kernel starts the program with. */
  readonly loader: string;
  /** Paths of the libraries, the loader not among them. */
  readonly libraries: readonly string[];
}

/**
 * Reads what `ldd` prints: lines of `name => path (address)`, the loader as a path alone, and the kernel's own library without a file.
 * @throws {Error} when a library was not found, or there is no loader
 */
export function parseLibraries(listing: string): SharedLibraries {
  const missing = /^\s*(\S+) => not found$/m.exec(listing);
  if (missing !== null) throw new Error(`cannot find the library ${missing[1]} that the executable needs`);
  const paths = [...listing.matchAll(/^\s*(?:\S+ => )?(\/\S+) \(0x[0-9a-f]+\)$/gm)].map(
    ([, path = ""]) => path,
  );
  const loader = paths.find((path) => basename(path).startsWith("ld-"));
  if (loader === undefined) throw new Error(`cannot tell the loader of the executable from:\n${listing}`);
  return { loader, libraries: paths.filter((path) => path !== loader) };
}

/**
 * Finds the loader and libraries of a program on this machine.
 * @throws {Error} when `ldd` fails, or something was not found
 */
export function findLibraries(program: string): SharedLibraries {
  const { exitCode, stdout, stderr } = Bun.spawnSync(["ldd", program], {
    env: { ...process.env, LC_ALL: "C" },
  });
  if (exitCode !== 0) throw new Error(`cannot list the libraries of ${program}: ${stderr.toString().trim()}`);
  return parseLibraries(stdout.toString());
}
