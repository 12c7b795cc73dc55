import { expect, test } from "bun:test";
import { createDeferred } from "../src/deferred.ts";

test("a deferred promise settles as it is told, once", async () => {
  const good = createDeferred<number>();
  good.resolve(1);
  good.reject(new Error("too late"));
  expect(await good.promise).toBe(1);
  const bad = createDeferred<number>();
  bad.reject(new Error("no"));
  expect(await bad.promise.catch(String)).toBe("Error: no");
});
