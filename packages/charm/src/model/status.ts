import { InvalidStatusError } from "./errors.ts";

/** The states that a charm may set. */
export const settableStatuses = ["active", "blocked", "maintenance", "waiting"] as const;
/** One of {@link settableStatuses}. */
export type SettableStatusName = (typeof settableStatuses)[number];
/** Every state that can be read; `error` and `unknown` are set by the agent alone. */
export type StatusName = SettableStatusName | "error" | "unknown";

/** A state of the unit or the application, with a message for people. Compare two with `equals`. */
abstract class StatusBase {
  abstract readonly name: StatusName;
  /** One short line that `cobble pod status` shows; may be empty. */
  readonly message: string;

  constructor(message = "") {
    this.message = message;
  }

  /** Whether both the state and the message are the same. */
  equals(other: Status): boolean {
    return this.name === other.name && this.message === other.message;
  }
}

/** All is well. */
export class ActiveStatus extends StatusBase {
  readonly name = "active";
}

/** A person has to do something before the unit can go on. */
export class BlockedStatus extends StatusBase {
  readonly name = "blocked";
}

/** The unit is busy with something that ends by itself. */
export class MaintenanceStatus extends StatusBase {
  readonly name = "maintenance";
}

/** The unit waits for something else that is on its way. */
export class WaitingStatus extends StatusBase {
  readonly name = "waiting";
}

/** A hook failed. Only the agent sets it. */
export class ErrorStatus extends StatusBase {
  readonly name = "error";
}

/** Nothing has been set yet. */
export class UnknownStatus extends StatusBase {
  readonly name = "unknown";
}

/** A state that a charm may set. */
export type SettableStatus = ActiveStatus | BlockedStatus | MaintenanceStatus | WaitingStatus;
/** A state that can be read. */
export type Status = SettableStatus | ErrorStatus | UnknownStatus;

/**
 * The state of a name, as a hook tool prints it.
 * @returns an {@link UnknownStatus} for a name that is not known
 */
export const makeStatus = (name: string, message: string): Status => {
  switch (name) {
    case "active":
      return new ActiveStatus(message);
    case "blocked":
      return new BlockedStatus(message);
    case "maintenance":
      return new MaintenanceStatus(message);
    case "waiting":
      return new WaitingStatus(message);
    case "error":
      return new ErrorStatus(message);
    default:
      return new UnknownStatus(message);
  }
};

/** The state of a name that a charm may set. */
export const makeSettableStatus = (name: SettableStatusName, message: string): SettableStatus => {
  const classes = {
    active: ActiveStatus,
    blocked: BlockedStatus,
    maintenance: MaintenanceStatus,
    waiting: WaitingStatus,
  } as const;
  return new classes[name](message);
};

const isSettable = (name: string): name is SettableStatusName => settableStatuses.some((one) => one === name);

/**
 * Makes sure that a charm may set this state, whatever the compiler was told.
 * @throws {InvalidStatusError} when only the agent sets it, or it is no status
 */
export const assertSettable = (status: { readonly name: string }): void => {
  const name: unknown = typeof status === "object" && status !== null ? status.name : undefined;
  if (typeof name !== "string") {
    throw new InvalidStatusError(
      `cannot set ${JSON.stringify(status)} as a status: hand over one, as new ActiveStatus()`,
    );
  }
  if (isSettable(name)) return;
  throw new InvalidStatusError(
    `cannot set status ${JSON.stringify(name)}: a charm may set ${settableStatuses.join(", ")}`,
  );
};
