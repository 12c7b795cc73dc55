import type { CommandContext } from "./command.ts";
import { type Listings, parseListings, printListings } from "./listings.ts";

/**
 * What was listed of this supervisor so far.
 * @throws {CommandError} when the file cannot be read or is not of its form
 */
export const readListings = async (context: CommandContext): Promise<Listings> =>
  parseListings((await context.configFile()).read(), context.socketPath);

/**
 * Remembers what is now listed or acknowledged.
 * @throws {CommandError} when the file cannot be read or written
 */
export const rememberListings = async (
  context: CommandContext,
  changed: Partial<Listings>,
): Promise<void> => {
  const file = await context.configFile();
  const text = file.read();
  const { socketPath } = context;
  const listings = { ...parseListings(text, socketPath), ...changed };
  file.write(printListings(text, { socketPath, listings }));
};
