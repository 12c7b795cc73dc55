import { execEndFrame } from "@cobble/wire";
import type { ProcessInput } from "../../os/process-input.ts";
import type { ProcessOutput } from "../../os/process-output.ts";
import type { Connection } from "../../os/websocket.ts";
import { isEndOfInput } from "./control.ts";

/**
 * Passes what a client sends to a process, no faster than the process reads. Its input ends when the client says so or
 * goes away.
 */
export const pumpInput = (connection: Connection, input: ProcessInput): void => {
  connection.onMessage((data, isBinary) => {
    if (!isBinary) {
      if (isEndOfInput(data)) input.end();
      return;
    }
    const full = input.write(data);
    if (full === undefined) return;
    connection.pause();
    void full.then(() => connection.resume());
  });
  void connection.closed.then(() => input.end());
  connection.resume();
};

/**
 * Passes what a process writes to a client, no faster than the client takes it, then says that it was all. When the
 * client goes away, the process may write no more.
 */
export const pumpOutput = async (
  output: ProcessOutput,
  connection: Connection | undefined,
): Promise<void> => {
  void connection?.closed.then(() => output.close());
  for (let chunk = await output.read(); chunk !== undefined; chunk = await output.read()) {
    await connection?.send(chunk);
  }
  await connection?.send(execEndFrame);
};
