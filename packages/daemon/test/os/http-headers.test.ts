import { describe, expect, test } from "bun:test";
import { redirectHeaders, requestHeaders } from "../../src/os/http-headers.ts";
import { parseTarget } from "../../src/os/http-target.ts";

const headersOf = (headers: Record<string, string>) => requestHeaders(new Map(Object.entries(headers)));

describe("headers of an http check", () => {
  test("names are written as usual, values are trimmed, and letters beyond ASCII go as their bytes", () => {
    expect(headersOf({ "x-rEQUEST-id": "  é " })).toEqual({ "User-Agent": "cobble", "X-Request-Id": "Ã©" });
  });

  test("what the connection decides itself is left out", () => {
    const asked = { Host: "x", "content-length": "5", "Transfer-Encoding": "chunked", Trailer: "x" };
    expect(headersOf(asked)).toEqual({ "User-Agent": "cobble" });
  });

  test("the check may name another user agent, or none", () => {
    expect(headersOf({ "user-agent": "probe" })).toEqual({ "User-Agent": "probe" });
    expect(headersOf({ "User-Agent": "" })).toEqual({});
  });

  test.each([
    [{ "a b": "x" }, 'net/http: invalid header field name "a b"'],
    [{ "": "x" }, 'net/http: invalid header field name ""'],
    [{ "x-a": "x\ny" }, 'net/http: invalid header field value for "X-A"'],
  ])("%j cannot be sent", (headers, message) => {
    expect(() => headersOf(headers)).toThrow(message);
  });

  const first = parseTarget("http://user:secret@example.com/a");
  const sent = headersOf({ Authorization: "key", Cookie: "c", "X-A": "b" });
  const after = (location: string) =>
    redirectHeaders(sent, { first, from: first, to: parseTarget(location) });

  test.each(["http://example.com:81/b", "http://www.example.com/"])(
    "what is private follows to %s",
    (location) => {
      expect(after(location)).toMatchObject({ Authorization: "key", Cookie: "c", "X-A": "b" });
    },
  );

  test.each(["http://example.org/", "http://notexample.com/", "http://com/"])(
    "what is private does not follow to %s",
    (location) => {
      expect(after(location)).toEqual({
        "User-Agent": "cobble",
        "X-A": "b",
        Referer: "http://example.com/a",
      });
    },
  );

  test("a page that was got over TLS is not told to one without", () => {
    const from = parseTarget("https://example.com/a");
    const to = parseTarget("http://example.com/b");
    expect(redirectHeaders(sent, { first: from, from, to })).not.toHaveProperty("Referer");
  });
});
