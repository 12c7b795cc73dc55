import type { ApiRequest, ApiResponse, Handler } from "./request.ts";

/** Different queries that are remembered at a time; probes use one or two. */
const maxKept = 64;

/**
 * A handler that answers the same URL with the same bytes until `revision` gives another number.
 * @param build makes the answer from the request's URL alone; what it throws is not kept
 */
export const cachedAnswer = (
  revision: () => number,
  build: (request: ApiRequest) => ApiResponse,
): Handler => {
  const kept = new Map<string, ApiResponse>();
  let keptAt = revision();
  return (request) => {
    const now = revision();
    if (now !== keptAt || kept.size >= maxKept) {
      kept.clear();
      keptAt = now;
    }
    const url = request.url();
    const known = kept.get(url);
    if (known !== undefined) return known;
    const answer = build(request);
    kept.set(url, answer);
    return answer;
  };
};
