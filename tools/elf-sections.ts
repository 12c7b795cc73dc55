/** Where a section of an ELF file lies in it. */
export interface ElfSection {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the table of sections of a 64-bit little-endian ELF file, as Linux on x64 and arm64 has them.
 * @throws {Error} when it is another kind of file
 */
export function readElfSections(file: Buffer): readonly ElfSection[] {
  if (file.toString("latin1", 0, 6) !== "\x7fELF\x02\x01")
    throw new Error("cannot read this: it is no 64-bit ELF file");
  const tableAt = Number(file.readBigUInt64LE(0x28));
  const entryBytes = file.readUInt16LE(0x3a);
  const count = file.readUInt16LE(0x3c);
  const headers = Array.from({ length: count }, (_, index) => {
    const at = tableAt + index * entryBytes;
    const start = Number(file.readBigUInt64LE(at + 0x18));
    return { nameAt: file.readUInt32LE(at), start, end: start + Number(file.readBigUInt64LE(at + 0x20)) };
  });
  const namesAt = headers[file.readUInt16LE(0x3e)]?.start ?? 0;
  return headers.map(({ nameAt, start, end }) => {
    const from = namesAt + nameAt;
    return { name: file.toString("latin1", from, file.indexOf(0, from)), start, end };
  });
}
