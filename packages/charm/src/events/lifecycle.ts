import type { CharmEvent } from "./event.ts";

/** The unit is new: the first event of its life. */
export class InstallEvent implements CharmEvent {
  readonly kind = "install";
}

/** The unit is set up; comes again after its machine or pod was started anew. */
export class StartEvent implements CharmEvent {
  readonly kind = "start";
}

/** The unit is about to end. */
export class StopEvent implements CharmEvent {
  readonly kind = "stop";
}

/** The unit ends: its last event. */
export class RemoveEvent implements CharmEvent {
  readonly kind = "remove";
}

/** An option may have another value than before; also comes once in the beginning and after a restart. */
export class ConfigChangedEvent implements CharmEvent {
  readonly kind = "config-changed";
}

/** The unit has become the leader of its application. */
export class LeaderElectedEvent implements CharmEvent {
  readonly kind = "leader-elected";
}

/** Comes every few minutes, to look whether all is well. */
export class UpdateStatusEvent implements CharmEvent {
  readonly kind = "update-status";
}

/** The charm's code is newer than at the last event. */
export class UpgradeCharmEvent implements CharmEvent {
  readonly kind = "upgrade-charm";
}
