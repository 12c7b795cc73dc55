import { spawn } from "bun";
import type { HttpOptions, HttpResult } from "./request.ts";

const endOfBody = "\nstatus ";

/**
 * Sends one request on a Unix socket by curl, as another user: who connects is what a supervisor sees. Headers of the answer are
 * left out.
 * @throws {Error} when curl fails, as without an answer in time
 */
export async function requestByCurl(options: HttpOptions & { readonly asUser: number }): Promise<HttpResult> {
  const { to, method, path, headers = {}, body, timeoutMs, asUser } = options;
  if (!("socketPath" in to)) throw new Error("only a Unix socket knows its user");
  const words = [
    ...["--silent", "--show-error", "--max-time", String(timeoutMs / 1000)],
    ...["--unix-socket", to.socketPath, "--request", method, "--write-out", `${endOfBody}%{http_code}`],
    ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    ...(body === undefined ? [] : ["--data-binary", body]),
  ];
  const child = spawn(["curl", ...words, `http://localhost${path}`], {
    uid: asUser,
    gid: asUser,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [output, fault, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  if (code !== 0) throw new Error(`curl ended with ${code}: ${fault.trimEnd()}`);
  const end = output.lastIndexOf(endOfBody);
  return { status: Number(output.slice(end + endOfBody.length)), headers: {}, text: output.slice(0, end) };
}
