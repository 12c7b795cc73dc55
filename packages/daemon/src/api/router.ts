import { ApiError } from "../errors.ts";
import { cleanPath, pathParts, withPath } from "../request-target.ts";
import type { Gate } from "./gate.ts";
import type { ApiRequest, ApiResponse, ArrivedRequest, Caller, PathParams, Route } from "./request.ts";
import { failureOf, redirect } from "./respond.ts";

type Methods = Partial<Record<string, Route>>;

interface Pattern {
  readonly segments: readonly string[];
  readonly methods: Methods;
}

interface Match {
  readonly methods: Methods;
  readonly params: PathParams;
}

const noParams: PathParams = {};

const matchSegments = (pattern: Pattern, parts: readonly string[]): Match | undefined => {
  if (pattern.segments.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of pattern.segments.entries()) {
    const part = parts[index] ?? "";
    if (segment.startsWith("{")) {
      if (part === "") return undefined;
      params[segment.slice(1, -1)] = part;
    } else if (segment !== part) return undefined;
  }
  return { methods: pattern.methods, params };
};

/** A matcher over the route table: exact paths by one look-up, the few with parameters by their segments. */
const createMatcher = (routes: readonly Route[]): ((request: ArrivedRequest) => Match | undefined) => {
  const exact = new Map<string, Match>();
  const patterns = new Map<string, Pattern>();
  for (const route of routes) {
    if (route.path.includes("{")) {
      const pattern = patterns.get(route.path) ?? { segments: route.path.split("/"), methods: {} };
      pattern.methods[route.method] = route;
      patterns.set(route.path, pattern);
    } else {
      const match = exact.get(route.path) ?? { methods: {}, params: noParams };
      match.methods[route.method] = route;
      exact.set(route.path, match);
    }
  }
  const matchParts = (parts: readonly string[]): Match | undefined => {
    for (const pattern of patterns.values()) {
      const match = matchSegments(pattern, parts);
      if (match !== undefined) return match;
    }
    return undefined;
  };
  // A name that holds a slash is found when the slash is escaped, unless the path means something without its escapes.
  return (request) =>
    exact.get(request.path) ?? matchParts(request.path.split("/")) ?? matchParts(pathParts(request.url()));
};

const withCaller = (request: ArrivedRequest, caller: Caller): ApiRequest => ({
  method: request.method,
  path: request.path,
  url: request.url,
  query: request.query,
  header: request.header,
  body: request.body,
  peer: request.peer,
  caller,
  // Made when first asked for, and that is seldom.
  get signal() {
    return request.signal;
  },
});

/** Answers requests from the route table; every error becomes an error answer. */
export type Router = (request: ArrivedRequest) => Promise<ApiResponse>;

/**
 * Makes the router of a route table. The order of refusals is the reference's: a path that is not clean, an unknown one,
 * then wrong method, then access.
 */
export const createRouter = (routes: readonly Route[], gate: Gate): Router => {
  const match = createMatcher(routes);
  return async (request) => {
    try {
      const found = match(request);
      // Most paths are in the table as they stand: only the others are looked at for being clean.
      if (found === undefined || found.params !== noParams) {
        const clean = cleanPath(request.path);
        if (clean !== request.path) return redirect(withPath(request.url(), clean));
      }
      if (found === undefined) throw new ApiError(404, "invalid API endpoint requested");
      const route = found.methods[request.method];
      if (route === undefined) throw new ApiError(405, `method "${request.method}" not allowed`);
      const caller = await gate.admit(request, route.access);
      return await route.handle(withCaller(request, caller), found.params);
    } catch (error) {
      return failureOf(error);
    }
  };
};
