import { cleanEnvironment, joinPath } from "../hooks/environment.ts";

/** What the environment of a container's supervisor is made from. */
export interface SupervisorPlace {
  /** The environment of the runner. */
  readonly inherited: Readonly<Record<string, string | undefined>>;
  readonly pebbleDir: string;
  readonly socket: string;
  /** Put before the inherited PATH, in this order. */
  readonly path: readonly string[];
  /** What marks the processes of this container. */
  readonly marks: Readonly<Record<string, string>>;
}

/** The words after the executable that start a supervisor as Juju does: it waits for the charm to say what runs. */
export const supervisorWords = ["run", "--hold", "--create-dirs", "--verbose"] as const;

/**
 * The environment of a container's supervisor, which its services get too: by it they find the executable on PATH under
 * both names, and their own supervisor's socket.
 */
export const supervisorEnvironment = (place: SupervisorPlace): Record<string, string> => ({
  ...cleanEnvironment(place.inherited),
  PATH: joinPath(place.path, place.inherited),
  PEBBLE: place.pebbleDir,
  PEBBLE_SOCKET: place.socket,
  ...place.marks,
});
