import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { connect, isIP, type Socket } from "node:net";
import { SendError } from "../errors.ts";
import type { LogSocket, SyslogAddress } from "../managers/log-targets/senders.ts";
import { type DialError, dialFault } from "./dial-fault.ts";
import { errnoWords } from "./errno.ts";
import { lookUpHost } from "./name-lookup.ts";

/** How long a server may not read, or not let itself be connected to. */
const patienceMs = 10_000;

/** How long after the last datagram of a batch the news may take that nobody listens. */
const refusalMs = 10;

/** Datagrams that are sent between two looks at the rest of the world: more would only overflow the receiver's buffer. */
const datagramsAtOnce = 32;

const locationOf = ({ transport, host, port }: SyslogAddress): string =>
  `${transport}://${host.includes(":") ? `[${host}]` : host}:${port}`;

const cannotConnect = (address: SyslogAddress, error: DialError): SendError => {
  const fault = dialFault(error, address).replace("dial tcp", `dial ${address.transport}`);
  return new SendError(`cannot connect to ${locationOf(address)}: ${fault}`, { cause: error });
};

const cannotSend = (reason: string, cause?: unknown): SendError =>
  new SendError(`cannot send syslogs: ${reason}`, { cause });

/** Settles with `work`, or rejects when the signal aborts or the server has had time enough. */
const withPatience = async (work: Promise<void>, signal: AbortSignal): Promise<void> => {
  const both = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const broken = Promise.withResolvers<never>();
  const breakOff = (): void => broken.reject(cannotSend(signal.aborted ? "context canceled" : "i/o timeout"));
  both.addEventListener("abort", breakOff);
  try {
    await Promise.race([work, broken.promise]);
  } finally {
    both.removeEventListener("abort", breakOff);
  }
};

class TcpLogSocket implements LogSocket {
  readonly #address: SyslogAddress;
  #socket: Socket | undefined;

  constructor(address: SyslogAddress) {
    this.#address = address;
  }

  async send(messages: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    try {
      await withPatience(this.#sendAll(messages), signal);
    } catch (error) {
      // What the server has of a batch that is broken off is unknown: a new connection begins with a whole message.
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  async #sendAll(messages: readonly Uint8Array[]): Promise<void> {
    const socket = this.#socket ?? (await this.#connect());
    for (const message of messages) {
      await new Promise<void>((resolve, reject) => {
        const closed = (): void => reject(cannotSend("write: broken pipe"));
        socket.once("close", closed);
        socket.write(message, (error) => {
          socket.off("close", closed);
          if (error) reject(cannotSend(`write: ${errnoWords(error)}`, error));
          else resolve();
        });
      });
    }
  }

  #connect(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ ...this.#address, lookup: lookUpHost });
      this.#socket = socket;
      // A server says nothing. Reading shows that it has closed the connection.
      socket.resume();
      socket.on("error", (error: DialError) => reject(cannotConnect(this.#address, error)));
      socket.once("close", () => {
        if (this.#socket === socket) this.#socket = undefined;
      });
      socket.once("end", () => socket.destroy());
      socket.once("connect", () => resolve(socket));
    });
  }
}

class UdpLogSocket implements LogSocket {
  readonly #address: SyslogAddress;
  #socket: UdpSocket | undefined;
  #fault: DialError | undefined;

  constructor(address: SyslogAddress) {
    this.#address = address;
  }

  async send(messages: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    try {
      await withPatience(this.#sendAll(messages, signal), signal);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#socket?.close();
    this.#socket = undefined;
    this.#fault = undefined;
  }

  async #sendAll(messages: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    const socket = this.#socket ?? (await this.#open());
    for (let start = 0; start < messages.length; start += datagramsAtOnce) {
      if (signal.aborted) return;
      for (const message of messages.slice(start, start + datagramsAtOnce)) socket.send(message);
      await new Promise((resolve) =>
        setTimeout(resolve, start + datagramsAtOnce < messages.length ? 1 : refusalMs),
      );
      if (this.#fault !== undefined) throw cannotSend(`write: ${errnoWords(this.#fault)}`, this.#fault);
    }
  }

  async #open(): Promise<UdpSocket> {
    const { address, family } = await this.#lookUp();
    const socket = createSocket(family === 6 ? "udp6" : "udp4");
    this.#socket = socket;
    socket.on("error", (error: DialError) => {
      this.#fault ??= error;
    });
    await new Promise<void>((resolve) => socket.connect(this.#address.port, address, () => resolve()));
    return socket;
  }

  #lookUp(): Promise<{ readonly address: string; readonly family: number }> {
    const { host } = this.#address;
    const family = isIP(host);
    if (family !== 0) return Promise.resolve({ address: host, family });
    return new Promise((resolve, reject) => {
      lookUpHost(host, {}, (error, address, found) => {
        if (error !== null) reject(cannotConnect(this.#address, error));
        // Without the option `all` there is one address.
        else resolve({ address: String(address), family: Number(found) });
      });
    });
  }
}

/** A socket to a syslog server at `address`; nothing is opened before something is sent. */
export const openLogSocket = (address: SyslogAddress): LogSocket =>
  address.transport === "tcp" ? new TcpLogSocket(address) : new UdpLogSocket(address);
