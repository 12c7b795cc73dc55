import { connect } from "node:net";
import type { TcpCheck } from "@cobble/plan";
import type { CheckOutcome } from "../managers/checks/runner.ts";
import { aborted, failed, succeeded } from "./check-outcome.ts";
import { type DialError, dialFault, portFault } from "./dial-fault.ts";
import { lookUpHost } from "./name-lookup.ts";

/** Opens the port, and closes it again at once. */
export const runTcpCheck = (check: TcpCheck, signal: AbortSignal): Promise<CheckOutcome> => {
  const target = { host: check.host === "" ? "localhost" : check.host, port: check.port };
  const fault = portFault(target.port);
  if (fault !== "") return Promise.resolve(failed(fault));
  if (signal.aborted) return Promise.resolve(aborted);
  return new Promise((resolve) => {
    const socket = connect({ ...target, lookup: lookUpHost });
    const end = (outcome: CheckOutcome): void => {
      signal.removeEventListener("abort", onAbort);
      socket.destroy();
      resolve(outcome);
    };
    const onAbort = (): void => end(aborted);
    signal.addEventListener("abort", onAbort);
    socket.once("connect", () => end(succeeded));
    // Stays for good: an error may still come after the socket was destroyed.
    socket.on("error", (error: DialError) => end(failed(dialFault(error, target))));
  });
};
