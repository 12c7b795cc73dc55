import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { RedisUnavailableError } from "../resp/client.ts";
import { type Answer, type AppDeps, answer } from "./app.ts";
import { RequestError } from "./errors.ts";
import type { Log } from "./log.ts";
import { contentSecurityPolicy, faultPage } from "./pages.ts";

const headers = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** The web server; it listens when it is told to. Requests are logged at level debug, without the keys in their paths. */
export function createWebServer(deps: AppDeps & { readonly log: Log }): Server {
  const server = createServer((request, response) => void serve(deps, { request, response }));
  server.requestTimeout = 30_000;
  return server;
}

async function serve(
  deps: AppDeps & { readonly log: Log },
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const wantsJson = /^\/(api\/|health$)/.test(request.url ?? "");
  const given = await answer(deps, request).catch((error: unknown) =>
    answerFault(deps.log, { error, wantsJson }),
  );
  const body = "page" in given ? given.page.html : `${JSON.stringify(given.json)}\n`;
  response.writeHead(given.status, {
    ...headers,
    ...("page" in given
      ? { "content-type": "text/html; charset=utf-8", "content-security-policy": contentSecurityPolicy }
      : { "content-type": "application/json" }),
    "content-length": Buffer.byteLength(body),
    // What is left of a refused body would be read as the next request.
    ...(request.complete ? {} : { connection: "close" }),
  });
  response.end(body);
  deps.log("debug", `${request.method} ${hideKey(request.url ?? "/")} ${given.status}`);
}

function answerFault(log: Log, { error, wantsJson }: { error: unknown; wantsJson: boolean }): Answer {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RequestError) return fault({ status: error.status, message, wantsJson });
  log("error", message);
  if (error instanceof RedisUnavailableError)
    return fault({ status: 503, message: "cannot reach the store of secrets", wantsJson });
  return fault({ status: 500, message: "cannot answer: something is wrong inside", wantsJson });
}

function fault({
  status,
  message,
  wantsJson,
}: {
  status: number;
  message: string;
  wantsJson: boolean;
}): Answer {
  return wantsJson ? { status, json: { error: message } } : { status, page: faultPage(message) };
}

function hideKey(url: string): string {
  return url.replaceAll(/[A-Za-z0-9_-]{32}/g, "KEY");
}
