import { z } from "zod";

// What charmcraft.yaml cannot say of the actions' parameters.

/** The name becomes that of a file. */
const name = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, "1 to 40 lower-case letters, digits and dashes are needed");

/** The parameters of the action `backup`. */
export const Backup = z.object({ name });
/** The parameters of the action `restore`. */
export const Restore = z.object({ name, append: z.boolean() });
