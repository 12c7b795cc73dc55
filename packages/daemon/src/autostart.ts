import type { Daemon } from "./daemon.ts";
import type { Logger } from "./deps.ts";
import { messageOf } from "./errors.ts";

/** Starts what is enabled, as a client would, and says so; a plan without any is no fault. Settles when all has been tried. */
export const autostart = async (daemon: Daemon, log: Logger): Promise<void> => {
  try {
    const change = daemon.services.act("autostart", []);
    await daemon.engine.wait(change);
    log.notice(`Started default services with change ${change.id}.`);
  } catch (error) {
    log.notice(`Cannot start default services: ${messageOf(error)}`);
  }
};
