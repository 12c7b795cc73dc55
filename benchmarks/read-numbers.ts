/**
 * Reads numbers out of a line of JSON that a process of a measurement printed.
 * @throws {Error} when it printed something else
 */
export function readNumbers<K extends string>(
  text: string,
  names: readonly K[],
): Readonly<Record<K, number>> {
  const value: unknown = JSON.parse(text);
  const numbers = names.map((name): readonly [K, number] => {
    const number = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
    if (typeof number !== "number") throw new Error(`cannot read ${name} in what was printed: ${text}`);
    return [name, number];
  });
  // The names are those that were asked for, each with its number.
  return Object.fromEntries(numbers) as Record<K, number>;
}
