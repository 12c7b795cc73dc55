import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One public name of ops, as `inventory.py` notes it. */
export interface OpsName {
  readonly kind: "class" | "error" | "enum" | "dict" | "function" | "value" | "module";
  /** Of a function, or of a class when it is made. */
  readonly parameters?: readonly string[];
  /** Of a class: what can be called with its parameters, and `null` for values. */
  readonly members?: Readonly<Record<string, readonly string[] | null>>;
  /** Of an enum: the value of each member. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The public names of ops, by module and name. */
export type Inventory = Readonly<Record<string, Readonly<Record<string, OpsName>>>>;

/** The file that `inventory.py` prints. */
export const inventoryFile = "tools/parity/ops-3.9.json";

/** Reads the public names of ops 3.9. */
export function readInventory(root: string): Inventory {
  // Made by inventory.py, in this shape.
  return JSON.parse(readFileSync(join(root, inventoryFile), "utf8")) as Inventory;
}
