import type { CommandContext } from "../command.ts";
import type { TimeStyle } from "./time.ts";

/** How a command shows times; the local zone is only read when times are relative. */
export const timeStyle = async (
  context: CommandContext,
  options: { readonly absTime: boolean },
): Promise<TimeStyle> => ({
  now: context.now(),
  zone: options.absTime ? undefined : await context.localZone(),
});
