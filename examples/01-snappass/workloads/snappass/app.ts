import type { IncomingMessage } from "node:http";
import { readFormSecret, readJsonSecret } from "./bodies.ts";
import { RequestError } from "./errors.ts";
import type { Html } from "./html.ts";
import type { ReadNotifier } from "./notify.ts";
import { gonePage, linkPage, revealPage, secretPage, sharePage } from "./pages.ts";
import type { Secrets } from "./secrets.ts";

/** What the routes work with. */
export interface AppDeps {
  readonly secrets: Secrets;
  readonly notifier: ReadNotifier;
}

/** What is answered: a page, or a value as JSON. */
export type Answer =
  | { readonly status: number; readonly page: Html }
  | { readonly status: number; readonly json: unknown };

interface Call extends AppDeps {
  readonly request: IncomingMessage;
  /** What the route's pattern caught: the key of a secret. */
  readonly key: string;
}

type Handler = (call: Call) => Promise<Answer> | Answer;

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, Handler>>;
}

const routes: readonly Route[] = [
  { path: /^\/$/, methods: { GET: () => ({ status: 200, page: sharePage() }), POST: storeForm } },
  { path: /^\/health$/, methods: { GET: health } },
  { path: /^\/api\/secrets$/, methods: { POST: storeJson } },
  { path: /^\/api\/secrets\/([^/]+)\/reveal$/, methods: { POST: revealJson } },
  { path: /^\/([A-Za-z0-9_-]+)$/, methods: { GET: offer, POST: reveal } },
];

/**
 * Answers one request.
 * @throws {RequestError} when the request is at fault.
 * @throws {RedisUnavailableError} when Redis cannot be reached; other errors are faults of this program or of Redis.
 */
export async function answer(deps: AppDeps, request: IncomingMessage): Promise<Answer> {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  for (const route of routes) {
    const match = route.path.exec(path);
    if (!match) continue;
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    const handler = Object.hasOwn(route.methods, method) ? route.methods[method] : undefined;
    if (!handler) throw new RequestError(405, `cannot ${method} this page`);
    return handler({ ...deps, request, key: match[1] ?? "" });
  }
  throw new RequestError(404, "cannot find this page");
}

async function health({ secrets }: Call): Promise<Answer> {
  await secrets.ping();
  return { status: 200, json: { status: "ok" } };
}

async function storeJson({ request, secrets }: Call): Promise<Answer> {
  const { secret, lifeSeconds } = await readJsonSecret(request);
  const key = await secrets.put(secret, lifeSeconds);
  return { status: 201, json: { key, url: linkOf(request, key) } };
}

async function revealJson({ secrets, notifier, key }: Call): Promise<Answer> {
  const secret = await secrets.take(key);
  if (secret === undefined)
    throw new RequestError(404, "cannot find this secret: it was read, has ended, or never was");
  notifier.secretRead();
  return { status: 200, json: { secret } };
}

async function storeForm({ request, secrets }: Call): Promise<Answer> {
  try {
    const { secret, lifeSeconds } = await readFormSecret(request);
    const url = linkOf(request, await secrets.put(secret, lifeSeconds));
    return { status: 201, page: linkPage({ url, lifeSeconds }) };
  } catch (error) {
    if (error instanceof RequestError) return { status: error.status, page: sharePage(error.message) };
    throw error;
  }
}

async function offer({ secrets, key }: Call): Promise<Answer> {
  return (await secrets.has(key))
    ? { status: 200, page: revealPage(key) }
    : { status: 404, page: gonePage() };
}

async function reveal({ secrets, notifier, key }: Call): Promise<Answer> {
  const secret = await secrets.take(key);
  if (secret === undefined) return { status: 404, page: gonePage() };
  notifier.secretRead();
  return { status: 200, page: secretPage(secret) };
}

/** The link is to where the browser is: behind a proxy or a forwarded port that is not where the server listens. */
function linkOf(request: IncomingMessage, key: string): string {
  const host = request.headers.host ?? "";
  const own = `${request.socket.localAddress}:${request.socket.localPort}`;
  return `http://${/^[A-Za-z0-9.:[\]-]+$/.test(host) ? host : own}/${key}`;
}
