// Code of docs/how-to/run-workloads-with-a-charm.md; a test beside it runs each piece of it.
import { createReadStream, createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { APIError, type Container, ExecError, linesOf } from "@cobble/charm";

/** The page's code about commands. */
export const execPieces = {
  async dump(container: Container, log: { warning(text: string): void }): Promise<string> {
    // snippet: exec
    const process = await container.exec(["pg_dump", "mydb"], { timeoutMs: 5 * 60_000 });
    const { stdout: sql, stderr: warnings } = await process.waitOutput();
    for (const line of warnings.split("\n").filter(Boolean)) log.warning(`pg_dump: ${line}`);
    // end snippet
    return sql;
  },

  async tellFailure(container: Container, log: { error(text: string): void }): Promise<void> {
    // snippet: exec-error
    const process = await container.exec(["cat", "--bad-arg"]);
    try {
      await process.wait();
    } catch (error) {
      if (!(error instanceof ExecError)) throw error;
      log.error(`exited with code ${error.exitCode}, and said:`);
      for (const line of error.stderr.trim().split("\n")) log.error(`    ${line}`);
    }
    // end snippet
  },

  async takeTooLong(container: Container): Promise<void> {
    // snippet: exec-timeout
    const process = await container.exec(["sleep", "3600"], { timeoutMs: 50 });
    await process.wait(); // throws a ChangeError: the command was killed
    // end snippet
  },

  async giveUp(container: Container): Promise<void> {
    // snippet: exec-abort
    const enough = new AbortController();
    const process = await container.exec(["sleep", "3600"], { signal: enough.signal });
    const waiting = process.wait(); // throws what abort was told
    enough.abort(new Error("the charm has changed its mind"));
    await waiting;
    // end snippet
  },

  async useOptions(container: Container): Promise<string> {
    // snippet: exec-options
    const process = await container.exec(["/bin/sh", "-c", "echo HOME=$HOME, PWD=$PWD, FOO=$FOO"], {
      environment: { FOO: "bar", HOME: "/home/bob" },
      workingDir: "/tmp",
      timeoutMs: 10_000,
    });
    const { stdout } = await process.waitOutput(); // HOME=/home/bob, PWD=/tmp, FOO=bar
    // end snippet
    return stdout;
  },

  async useContext(container: Container): Promise<string> {
    // snippet: service-context
    const process = await container.exec(["pg_dump", "mydb"], { serviceContext: "database" });
    // end snippet
    return (await process.waitOutput()).stdout;
  },

  async sendText(container: Container): Promise<string> {
    // snippet: stdin-text
    const process = await container.exec(["tr", "a-z", "A-Z"], { stdin: "This is\na test\n" });
    const { stdout } = await process.waitOutput(); // THIS IS\nA TEST\n
    // end snippet
    return stdout;
  },

  async sendBytes(container: Container): Promise<Uint8Array> {
    // snippet: stdin-bytes
    const process = await container.exec(["cat"], { stdin: Uint8Array.of(1, 2), encoding: null });
    const { stdout } = await process.waitOutput(); // a Uint8Array
    // end snippet
    return stdout;
  },

  async sendFile(container: Container): Promise<void> {
    // snippet: stdin-file
    const upper = createWriteStream("output.txt");
    const process = await container.exec(["tr", "a-z", "A-Z"], {
      stdin: createReadStream("LICENSE.txt"),
      stdout: upper,
    });
    await process.wait();
    upper.end();
    await finished(upper);
    // end snippet
  },

  async combine(container: Container, log: { info(text: string): void }): Promise<void> {
    // snippet: exec-combined
    const process = await container.exec(["sh", "-c", "echo out; echo err >&2; echo out again"], {
      combineStderr: true,
      stdout: (text: string) => log.info(text),
    });
    await process.wait();
    // end snippet
  },

  async talk(container: Container, log: { info(text: string): void }): Promise<void> {
    // snippet: streaming
    const process = await container.exec(["cat"]);
    const sending = (async () => {
      for (const line of ["one\n", "2\n", "THREE\n"]) await process.write(line);
      await process.endInput();
    })();
    for await (const line of linesOf(process.stdout)) log.info(`output: ${line}`);
    await Promise.all([sending, process.wait()]);
    // end snippet
  },

  async endSleep(container: Container): Promise<void> {
    // snippet: exec-signal
    const process = await container.exec(["sleep", "10"]);
    await process.sendSignal("SIGTERM"); // or 15
    await process.wait(); // throws an ExecError with exit code 143, which is 128 + 15
    // end snippet
  },

  async refuse(container: Container): Promise<string> {
    try {
      await container.exec(["no-such-program"]);
    } catch (error) {
      if (error instanceof APIError) return error.message;
      throw error;
    }
    return "";
  },
};
