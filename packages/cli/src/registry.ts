import type { Command } from "./command.ts";

/** Where a command's file is: it is loaded when the command is used, so that the others cost nothing. */
export type CommandLoader = () => Promise<{ readonly command: Command }>;

/** Commands that belong together in the help. */
export interface CommandGroup {
  readonly title: string;
  /** What they are for, in a few words. */
  readonly about: string;
  readonly commands: Readonly<Record<string, CommandLoader>>;
}

/** Every command that is listed in the help, in its order. */
export const commandGroups: readonly CommandGroup[] = [
  {
    title: "Run",
    about: "start the supervisor, or a whole pod",
    commands: {
      pod: () => import("./commands/pod.ts"),
    },
  },
];

/** Commands that work but are not listed: programs call them, people do not. */
export const hiddenCommands: Readonly<Record<string, CommandLoader>> = {
  "hook-tool": () => import("./commands/hook-tool.ts"),
};

/** The file of the command with that name, or `undefined` when there is none. */
export const findCommand = (name: string): CommandLoader | undefined => {
  for (const { commands } of commandGroups) {
    if (Object.hasOwn(commands, name)) return commands[name];
  }
  return Object.hasOwn(hiddenCommands, name) ? hiddenCommands[name] : undefined;
};
