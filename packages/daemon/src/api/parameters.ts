import type { ApiRequest } from "./request.ts";

/**
 * The values of a list parameter, which may be repeated and comma-separated; empty ones are dropped.
 * @source pebble 1.32, seen: names=a,b&names=c
 */
export const listParameter = (request: ApiRequest, name: string): readonly string[] =>
  request
    .query()
    .getAll(name)
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value !== "");
