import { describe, expect, test } from "bun:test";
import { createConnections } from "../../src/os/http-connections.ts";
import { parseTarget } from "../../src/os/http-target.ts";

const goesThroughProxy = async (url: string, environment: Record<string, string>) =>
  (await createConnections(environment)(parseTarget(url))) !== false;

const proxy = { HTTP_PROXY: "http://proxy:3128" };

describe("connections of http checks", () => {
  test("a proxy is used for its own scheme, its name in lower case too", async () => {
    expect(await goesThroughProxy("http://example.com/", proxy)).toBe(true);
    expect(await goesThroughProxy("https://example.com/", proxy)).toBe(false);
    expect(await goesThroughProxy("https://example.com/", { https_proxy: "proxy:3128" })).toBe(true);
    expect(await goesThroughProxy("http://example.com/", {})).toBe(false);
  });

  test.each(["http://localhost/", "http://127.0.0.2/", "http://[::1]/"])(
    "%s is this machine",
    async (url) => {
      expect(await goesThroughProxy(url, proxy)).toBe(false);
    },
  );

  test.each([
    ["*", "http://example.com/", false],
    ["example.com", "http://example.com/", false],
    ["Example.com", "http://www.example.com/", false],
    [".example.com", "http://www.example.com/", false],
    [".example.com", "http://example.com/", true],
    ["example.com", "http://notexample.com/", true],
    ["a, example.com:80", "http://example.com/", false],
    ["example.com:81", "http://example.com/", true],
    ["10.0.0.0/8", "http://10.1.2.3/", false],
    ["10.0.0.0/8", "http://11.1.2.3/", true],
    ["10.0.0.0/8", "http://example.com/", true],
    ["fd00::/8", "http://[fd00::1]/", false],
    ["10.1.2.3", "http://10.1.2.3/", false],
    ["not/8,10.0.0.0/xx,10.0.0.0/400", "http://10.1.2.3/", true],
    ["", "http://example.com/", true],
  ])("with NO_PROXY=%s, %s goes through the proxy: %p", async (exempt, url, expected) => {
    expect(await goesThroughProxy(url, { ...proxy, NO_PROXY: exempt })).toBe(expected);
  });
});
