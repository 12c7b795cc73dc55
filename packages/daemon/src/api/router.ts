import { ApiError } from "../errors.ts";
import { mayCall } from "./access.ts";
import type { ApiRequest, ApiResponse, PathParams, Route } from "./request.ts";
import { failureOf } from "./respond.ts";

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

/** A path segment without its escapes; `undefined` when they are broken, and then it names nothing. */
const decodePart = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};

const matchSegments = (pattern: Pattern, parts: readonly string[]): Match | undefined => {
  if (pattern.segments.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of pattern.segments.entries()) {
    const part = parts[index] ?? "";
    if (segment.startsWith("{")) {
      if (part === "") return undefined;
      const value = decodePart(part);
      if (value === undefined) return undefined;
      params[segment.slice(1, -1)] = value;
    } else if (segment !== part) return undefined;
  }
  return { methods: pattern.methods, params };
};

/** A matcher over the route table: exact paths by one look-up, the few with parameters by their segments. */
const createMatcher = (routes: readonly Route[]): ((path: string) => Match | undefined) => {
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
  return (path) => {
    const known = exact.get(path);
    if (known !== undefined) return known;
    const parts = path.split("/");
    for (const pattern of patterns.values()) {
      const match = matchSegments(pattern, parts);
      if (match !== undefined) return match;
    }
    return undefined;
  };
};

/** Answers requests from the route table; every error becomes an error answer. */
export type Router = (request: ApiRequest) => Promise<ApiResponse>;

/**
 * Makes the router of a route table. The order of refusals is the reference's: unknown path, then wrong method, then
 * access.
 */
export const createRouter = (routes: readonly Route[]): Router => {
  const match = createMatcher(routes);
  return async (request) => {
    try {
      const found = match(request.path);
      if (found === undefined) throw new ApiError(404, "invalid API endpoint requested");
      const route = found.methods[request.method];
      if (route === undefined) throw new ApiError(405, `method "${request.method}" not allowed`);
      if (!mayCall(request.caller, route.access)) {
        throw new ApiError(401, "access denied", { kind: "login-required" });
      }
      return await route.handle(request, found.params);
    } catch (error) {
      return failureOf(error);
    }
  };
};
