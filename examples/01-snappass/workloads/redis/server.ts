import { createServer, type Server, type Socket } from "node:net";
import { encodeAnswer, error } from "./answers.ts";
import { type CommandContext, runCommand } from "./commands.ts";
import { ProtocolError, type Request, RequestParser } from "./requests.ts";

const maxAnswerBatchBytes = 64 * 1024;

/** A server for the commands of `context`; it listens when it is told to. One client at a time can neither starve nor fill it. */
export function createRedisServer(context: CommandContext): Server {
  return createServer((socket) => serveClient(context, socket));
}

function serveClient(context: CommandContext, socket: Socket): void {
  const parser = new RequestParser();
  socket.setNoDelay(true);
  socket.on("data", (chunk) => {
    // No encoding is set on the socket, so this never holds; it is for the types.
    if (typeof chunk === "string") return;
    try {
      if (!answerAll(context, { socket, requests: parser.push(chunk) })) return;
    } catch (fault) {
      if (!(fault instanceof ProtocolError)) throw fault;
      socket.end(encodeAnswer(error(`ERR Protocol error: ${fault.message}`)), "latin1");
      socket.removeAllListeners("data").resume();
      return;
    }
    // A client that sends without reading is not read from until it does, so its answers cannot pile up.
    if (socket.writableNeedDrain) socket.pause();
  });
  socket.on("drain", () => socket.resume());
  // A client that goes away is nothing to tell: its connection closes and that is all.
  socket.on("error", () => socket.destroy());
}

/** Answers in the order of the requests; false when the client said QUIT. */
function answerAll(
  context: CommandContext,
  { socket, requests }: { socket: Socket; requests: Iterable<Request> },
): boolean {
  let batch = "";
  try {
    for (const request of requests) {
      batch += encodeAnswer(runCommand(context, request));
      if (request[0]?.toUpperCase() === "QUIT") {
        socket.removeAllListeners("data").resume().end(batch, "latin1");
        batch = "";
        return false;
      }
      if (batch.length > maxAnswerBatchBytes) {
        socket.write(batch, "latin1");
        batch = "";
      }
    }
    return true;
  } finally {
    if (batch) socket.write(batch, "latin1");
  }
}
