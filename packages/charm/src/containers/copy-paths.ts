import { posix } from "node:path";
import { APIError, ConnectionError, PathError } from "@cobble/client";
import { type CopyFault, MultiPushPullError } from "../errors.ts";

/** What a walk needs to know of an entry. */
export interface PathEntry {
  readonly path: string;
  /** A file, a directory, a link; anything else is passed over. */
  readonly type: string;
}

/** An entry of a folder beside the charm. */
export interface LocalEntry extends PathEntry {
  /** The mode's low nine bits. */
  readonly permissions: number;
  readonly userId: number;
  readonly groupId: number;
}

/** The files beside the charm, on its own side. */
export interface LocalFiles {
  /** What is in a folder, by name; of a file, the file. */
  list(path: string): Promise<readonly LocalEntry[]>;
  read(path: string): AsyncIterable<Uint8Array>;
  /** Writes a file, in place of what is there, and makes the folders above it. */
  write(path: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** Makes a folder and those above it; content when it is there. */
  makeDir(path: string): Promise<void>;
}

/** One side to copy from, and how one of its entries gets to the other. */
export interface CopyRoute<E extends PathEntry> {
  readonly list: (path: string) => Promise<readonly E[]>;
  readonly copyFile: (entry: E, to: string) => Promise<void>;
  readonly makeDir: (to: string) => Promise<void>;
}

/** `/src/*` stands for what is in `/src`. */
const listedPath = (source: string): string =>
  posix.basename(source) === "*" ? posix.dirname(source) : source;

async function* walk<E extends PathEntry>(list: CopyRoute<E>["list"], path: string): AsyncIterable<E> {
  for (const entry of await list(path)) {
    if (entry.type === "directory") {
      yield entry;
      yield* walk(list, entry.path);
    } else if (entry.type === "file" || entry.type === "symlink") {
      yield entry;
    }
  }
}

/** Where an entry that was found under `source` goes: `/src` keeps its own name below `to`, `/src/*` does not. */
export const destinationOf = (
  path: string,
  { source, to }: { readonly source: string; readonly to: string },
): string => posix.join(to, posix.relative(posix.dirname(source), path));

/** Errors of a file, here or there; any other is a fault of the charm. */
const isFileFault = (error: unknown): error is Error =>
  error instanceof PathError ||
  error instanceof APIError ||
  (error instanceof Error && "code" in error && typeof error.code === "string");

const copyEntries = async <E extends PathEntry>(
  route: CopyRoute<E>,
  place: { readonly source: string; readonly to: string; readonly faults: CopyFault[] },
): Promise<void> => {
  for await (const entry of walk(route.list, listedPath(place.source))) {
    const to = destinationOf(entry.path, place);
    try {
      await (entry.type === "directory" ? route.makeDir(to) : route.copyFile(entry, to));
    } catch (error) {
      if (!isFileFault(error)) throw error;
      place.faults.push({ path: entry.path, error });
    }
  }
};

/**
 * Copies files and folders with all that is in them. What cannot be copied is passed over, and told at the end.
 * @param sources each a file, a folder, or `FOLDER/*` for what is in it
 * @throws {MultiPushPullError} when anything could not be copied
 * @source ops 3.9, ops/model.py, Container.push_path and pull_path
 * @differs an error ends only the copy of its own file, where ops leaves out the rest of that source
 */
export const copyPaths = async <E extends PathEntry>(
  route: CopyRoute<E>,
  paths: {
    readonly sources: string | readonly string[];
    readonly to: string;
    readonly verb: "push" | "pull";
  },
): Promise<void> => {
  const faults: CopyFault[] = [];
  for (const source of typeof paths.sources === "string" ? [paths.sources] : paths.sources) {
    try {
      await copyEntries(route, { source, to: paths.to, faults });
    } catch (error) {
      // Without a connection nothing more of this source can be copied.
      if (!isFileFault(error) && !(error instanceof ConnectionError)) throw error;
      faults.push({ path: source, error });
    }
  }
  if (faults.length > 0) throw new MultiPushPullError(paths.verb, faults);
};
