import { type ElfSection, readElfSections } from "./elf-sections.ts";

/** How many places of each kind were changed. */
export interface SealCounts {
  /** Names of Bun's variables that can no longer be set. */
  readonly names: number;
  /** Comparisons with the prefix of the JavaScript engine's variables, in machine code. */
  readonly comparisons: number;
  /** Names that were given another name, ours. */
  readonly renamed: number;
  /** Names of functions of the C library that were exchanged for harmless ones. */
  readonly functions: number;
}

/** A byte that no environment name can hold, in place of a name's first one. */
const impossible = "=".charCodeAt(0);

/** Bun runs as itself, not as the program it carries, when this variable is set; Cobble uses it, under its own name. */
const selfName = { theirs: "BUN_BE_BUN\0", ours: "COBBLE_BUN\0" } as const;

/**
 * A variable's name. Texts stand there without a gap (`BUN_OPTIONSBUN_INSPECT`), so it need not start a word; but after these
 * three it is a part of something else: of a longer name, of `process.env.BUN_X` in a script, of a sentence. Names of C symbols
 * and of the prefix for what web pages see are no names of variables.
 */
const namePattern = /(?<![_.$])BUN_(?=[A-Z])(?!FFI_|BE_BUN|PUBLIC_)/g;

const enginePrefix = "BUN_JSC_";

/**
 * Takes from a Bun executable the means to be steered from the environment: every name of a variable that Bun reads becomes
 * one that nothing can set, at the same length, so that nothing else moves. `BUN_BE_BUN` becomes `COBBLE_BUN`.
 * Only constants and code are looked at: the scripts of `node:` and `bun:` modules, in a section of their own, are left.
 * It no longer raises the limit of open files either: that is for the daemon to do.
 *
 * @param sections where constants (`.rodata`) and code (`.text`) are; read from the file itself by default
 * @returns a changed copy, and the counts
 * @throws {Error} when one kind is not found: another version of Bun has it elsewhere, and the pattern here must follow
 */
export function sealRuntime(
  runtime: Buffer,
  sections: readonly ElfSection[] = readElfSections(runtime),
): { readonly bytes: Buffer; readonly counts: SealCounts } {
  const bytes = Buffer.from(runtime);
  const part = (name: string): Buffer => {
    const section = sections.find((one) => one.name === name);
    return bytes.subarray(section?.start ?? 0, section?.end ?? 0);
  };
  const constants = part(".rodata");
  const code = part(".text");
  const counts = {
    names: sealNames(constants),
    comparisons: sealComparisonsX64(code) + sealComparisonsArm64(code),
    renamed: renameSelf(constants),
    functions: keepLimits(part(".dynstr")),
  };
  if (Object.values(counts).includes(0)) {
    throw new Error(`cannot seal this Bun: a kind of name was not found in it (${JSON.stringify(counts)})`);
  }
  return { bytes, counts };
}

function sealNames(bytes: Buffer): number {
  const text = bytes.toString("latin1");
  const places = [...text.matchAll(namePattern)].map(({ index }) => index);
  for (const place of places) bytes[place] = impossible;
  return places.length;
}

/**
 * Bun raises the limit of open files when it starts, and then nobody knows any more what it was: what a service should be given.
 * It asks for it with `getrlimit`, which does nothing if it is called in the place of `setrlimit` too.
 */
function keepLimits(names: Buffer): number {
  const at = names.indexOf("\0setrlimit\0");
  if (at < 0) return 0;
  names.write("getrlimit", at + 1, "latin1");
  return 1;
}

function renameSelf(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(selfName.theirs); at >= 0; at = bytes.indexOf(selfName.theirs, at + 1)) {
    bytes.write(selfName.ours, at, "latin1");
    count += 1;
  }
  return count;
}

/** The engine's prefix is compared byte for byte: `cmpb $'B',(reg); jne; cmpb $'U',1(reg); jne; ...`. */
function sealComparisonsX64(bytes: Buffer): number {
  const first = "\\x80[\\x38-\\x3f]B\\x75[^]";
  const others = [...enginePrefix]
    .slice(1)
    .map((letter, index) => `\\x41?\\x80[\\x78-\\x7f]\\x0${index + 1}${letter}\\x75[^]`);
  const places = [...bytes.toString("latin1").matchAll(new RegExp(first + others.join(""), "g"))].map(
    ({ index }) => index,
  );
  for (const place of places) bytes[place + 2] = impossible;
  return places.length;
}

/** On arm64: `ldrb w8,[x9]; cmp w8,#'B'; b.ne; ldrb w8,[x9,#1]; cmp w8,#'U'; ...`. */
function sealComparisonsArm64(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    if (comparedByte(bytes, at) === enginePrefix.charCodeAt(0) && comparesPrefix(bytes, at)) {
      const instruction = bytes.readUInt32LE(at) & ~(0xfff << 10);
      bytes.writeUInt32LE((instruction | (impossible << 10)) >>> 0, at);
      count += 1;
    }
  }
  return count;
}

/** The constant of a `cmp wN, #constant` at this place. */
function comparedByte(bytes: Buffer, at: number): number | undefined {
  const instruction = bytes.readUInt32LE(at);
  return (instruction & 0xffc0001f) >>> 0 === 0x7100001f ? (instruction >>> 10) & 0xfff : undefined;
}

/** Eight comparisons stand within forty instructions: a load, a comparison and a branch each. */
function comparesPrefix(bytes: Buffer, start: number): boolean {
  const found: number[] = [];
  for (
    let at = start;
    at < Math.min(start + 160, bytes.length - 3) && found.length < enginePrefix.length;
    at += 4
  ) {
    const compared = comparedByte(bytes, at);
    if (compared !== undefined) found.push(compared);
  }
  return String.fromCharCode(...found) === enginePrefix;
}
