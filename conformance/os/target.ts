import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { TargetName } from "../case.ts";

const root = join(import.meta.dirname, "../..");

/** A program that cases are run against. */
export interface Target {
  readonly name: TargetName;
  /** The words that start it, before its own arguments. */
  readonly command: readonly string[];
  /** The words that start the daemon, where that is another program's. */
  readonly daemonCommand?: readonly string[];
}

/** The same two programs, each with the daemon of the other. */
export function swapDaemons(targets: readonly Target[]): readonly Target[] {
  const [one, other] = targets;
  if (one === undefined || other === undefined) return [];
  return [
    { ...one, daemonCommand: other.command },
    { ...other, daemonCommand: one.command },
  ];
}

/** Cobble: what $COBBLE_EXECUTABLE names, the built executable, or else the command line from its sources, on the Bun that runs this. */
export function findCobble(): Target {
  const built = process.env["COBBLE_EXECUTABLE"] || join(root, "dist/cobble");
  const command = existsSync(built) ? [built] : [process.execPath, join(root, "packages/cli/src/main.ts")];
  return { name: "cobble", command };
}

/** The reference, when `pebble` is on PATH and is not Cobble under its other name; undefined otherwise. */
export function findPebble(): Target | undefined {
  const found = Bun.which("pebble");
  if (!found || realpathSync(found).startsWith(realpathSync(root))) return undefined;
  return { name: "pebble", command: [found] };
}
