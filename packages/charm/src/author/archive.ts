/** One file of a packed charm: text, or a file to copy. */
export type ArchiveEntry = { readonly name: string; readonly mode: number } & (
  | { readonly text: string }
  | { readonly file: string }
);
