import { TracingError } from "../framework/errors.ts";
import type { PostTraces } from "../tracing/export.ts";

/** Sends spans by HTTP or HTTPS, with the certificates that are given instead of the system's. */
export const postTraces: PostTraces = async ({ url, ca }, { body, timeoutMs }) => {
  const { request } = url.startsWith("https://") ? await import("node:https") : await import("node:http");
  await new Promise<void>((resolve, reject) => {
    const options = {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      signal: AbortSignal.timeout(timeoutMs),
      ...(ca !== undefined && { ca }),
    };
    const post = request(url, options, (response) => {
      const { statusCode = 0 } = response;
      response.resume();
      if (statusCode >= 200 && statusCode < 300) response.on("end", resolve);
      else reject(new TracingError(`cannot send a trace to ${url}: it answered with status ${statusCode}`));
    });
    post.on("error", reject);
    post.end(body);
  });
};
