import type { CommandCatalogue, CommandGroup, CommandLoader } from "./command.ts";

/** Every command that is listed in the help, in its order. */
const commandGroups: readonly CommandGroup[] = [
  {
    title: "Run",
    about: "start the supervisor, or a whole pod",
    commands: {
      run: () => import("./commands/run.ts"),
      enter: () => import("./commands/enter.ts"),
      state: () => import("./commands/state.ts"),
      pod: () => import("./commands/pod.ts"),
    },
  },
  {
    title: "Info",
    about: "help and versions",
    commands: {
      help: () => import("./commands/help.ts"),
      version: () => import("./commands/version.ts"),
      completion: () => import("./commands/completion.ts"),
    },
  },
  {
    title: "Plan",
    about: "see and change the configuration",
    commands: {
      add: () => import("./commands/add.ts"),
      plan: () => import("./commands/plan.ts"),
      replan: () => import("./commands/replan.ts"),
      validate: () => import("./commands/validate.ts"),
    },
  },
  {
    title: "Services",
    about: "see and steer services",
    commands: {
      services: () => import("./commands/services.ts"),
      explain: () => import("./commands/explain.ts"),
      top: () => import("./commands/top.ts"),
      logs: () => import("./commands/logs.ts"),
      start: () => import("./commands/start.ts"),
      autostart: () => import("./commands/autostart.ts"),
      restart: () => import("./commands/restart.ts"),
      signal: () => import("./commands/signal.ts"),
      stop: () => import("./commands/stop.ts"),
    },
  },
  {
    title: "Checks",
    about: "see and steer health checks",
    commands: {
      checks: () => import("./commands/checks.ts"),
      check: () => import("./commands/check.ts"),
      "start-checks": () => import("./commands/start-checks.ts"),
      "stop-checks": () => import("./commands/stop-checks.ts"),
      health: () => import("./commands/health.ts"),
    },
  },
  {
    title: "Files",
    about: "work with files, and run commands",
    commands: {
      push: () => import("./commands/push.ts"),
      pull: () => import("./commands/pull.ts"),
      ls: () => import("./commands/ls.ts"),
      mkdir: () => import("./commands/mkdir.ts"),
      rm: () => import("./commands/rm.ts"),
      exec: () => import("./commands/exec.ts"),
    },
  },
  {
    title: "Changes",
    about: "see what has been done",
    commands: {
      changes: () => import("./commands/changes.ts"),
      tasks: () => import("./commands/tasks.ts"),
      events: () => import("./commands/events.ts"),
    },
  },
  {
    title: "Notices",
    about: "see and record notices",
    commands: {
      warnings: () => import("./commands/warnings.ts"),
      okay: () => import("./commands/okay.ts"),
      notices: () => import("./commands/notices.ts"),
      notice: () => import("./commands/notice.ts"),
      notify: () => import("./commands/notify.ts"),
    },
  },
  {
    title: "Identities",
    about: "see and change who may do what",
    commands: {
      identities: () => import("./commands/identities.ts"),
      identity: () => import("./commands/identity.ts"),
      "add-identities": () => import("./commands/add-identities.ts"),
      "update-identities": () => import("./commands/update-identities.ts"),
      "remove-identities": () => import("./commands/remove-identities.ts"),
      "open-pairing": () => import("./commands/open-pairing.ts"),
      "close-pairing": () => import("./commands/close-pairing.ts"),
    },
  },
];

/** Commands that work but are not listed: programs call them, people do not. */
const hiddenCommands: Readonly<Record<string, CommandLoader>> = {
  "hook-tool": () => import("./commands/hook-tool.ts"),
  __complete: () => import("./commands/complete.ts"),
};

const findCommand = (name: string): CommandLoader | undefined => {
  for (const { commands } of commandGroups) {
    if (Object.hasOwn(commands, name)) return commands[name];
  }
  return Object.hasOwn(hiddenCommands, name) ? hiddenCommands[name] : undefined;
};

/** Every command of this program. */
export const catalogue: CommandCatalogue = { groups: commandGroups, find: findCommand };
