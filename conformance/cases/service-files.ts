import { lines } from "../lines.ts";

/** Files of a case, by their path below the daemon's directory. */
type Files = Readonly<Record<string, string>>;

/** A layer of three services: `web` is enabled, `app` requires `db` and starts after it. */
export const threeServices: Files = {
  "layers/001-base.yaml": lines(
    "services:",
    "  web: {override: replace, command: sleep 1000, startup: enabled}",
    "  db: {override: replace, command: sleep 1001}",
    "  app: {override: replace, command: sleep 1002, requires: [db], after: [db]}",
  ),
};

/** A layer with the service `svc`. @param more one more line of it, such as `user: root` */
export const oneService = (command: string, more = ""): Files => ({
  "layers/001-base.yaml": lines(
    "services:",
    "  svc:",
    "    override: replace",
    `    command: ${command}`,
    ...(more ? [`    ${more}`] : []),
  ),
});
