import { sendDatagram } from "./libc.ts";

/** The longest path of a socket, with its closing NUL. */
const maxPathBytes = 108;

/**
 * Tells whoever started the daemon how it is: one datagram to the socket that `NOTIFY_SOCKET` names, as systemd and
 * others want it. A name that begins with `@` is in the abstract namespace. Does nothing without the variable.
 * @param state what to tell, for example `READY=1`
 * @returns why it could not be told; `undefined` when it was, or there is nobody to tell
 * @source pebble 1.32, seen: `READY=1` when the daemon has started; sd_notify(3)
 */
export const notifyServiceManager = (
  environment: Readonly<Record<string, string | undefined>>,
  state: string,
): string | undefined => {
  const name = environment["NOTIFY_SOCKET"] ?? "";
  if (name === "") return undefined;
  const isAbstract = name.startsWith("@");
  if (!isAbstract && !name.startsWith("/"))
    return `NOTIFY_SOCKET "${name}" must be a full path or begin with "@"`;
  const path = Buffer.from(isAbstract ? `\0${name.slice(1)}` : name);
  if (path.length >= maxPathBytes) return `NOTIFY_SOCKET "${name}" is too long for a socket`;
  return sendDatagram(path, Buffer.from(state)) ? undefined : `nobody listens on NOTIFY_SOCKET "${name}"`;
};
