import { dlopen, type FFIFunction, type Library } from "bun:ffi";

/**
 * Opens the C library for a few functions, uses them, and closes it again.
 * @throws {Error} when there is no C library under a name that Linux gives it
 */
export const withLibc = <const F extends Readonly<Record<string, FFIFunction>>, T>(
  functions: F,
  use: (symbols: Library<F>["symbols"]) => T,
): T => {
  const libc = openLibc(functions);
  try {
    return use(libc.symbols);
  } finally {
    libc.close();
  }
};

const openLibc = <const F extends Readonly<Record<string, FFIFunction>>>(functions: F): Library<F> => {
  try {
    return dlopen("libc.so.6", functions);
  } catch {
    // The GNU library has the loader's version in its name; musl has not.
    return dlopen("libc.so", functions);
  }
};
