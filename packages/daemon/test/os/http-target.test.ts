import { describe, expect, test } from "bun:test";
import { parseTarget } from "../../src/os/http-target.ts";

describe("the target of an http check", () => {
  test.each([
    ["http://127.0.0.1:1/a b", "/a%20b", "http://127.0.0.1:1/a%20b"],
    ["http://h/a/../b", "/a/../b", "http://h/a/../b"],
    ["http://h/%2f%41", "/%2f%41", "http://h/%2f%41"],
    ["http://h/a|b", "/a%7Cb", "http://h/a%7Cb"],
    ["http://h/é?q=ü", "/%C3%A9?q=%C3%BC", "http://h/%C3%A9?q=ü"],
    ["http://h", "/", "http://h"],
    ["http://h?", "/?", "http://h?"],
    ["http://h?x=/y#part", "/?x=/y", "http://h?x=/y#part"],
    ["HTTP://H:/x", "/x", "http://H/x"],
    ["http://user:secret@h/x", "/x", "http://user:***@h/x"],
  ])("%s is asked for as %s, and shown as %s", (url, path, shown) => {
    expect(parseTarget(url)).toMatchObject({ path, shown });
  });

  test.each([
    ["http://h", "h", 80],
    ["https://h", "h", 443],
    ["http://[::1]:8080/", "::1", 8080],
    ["http://127.1:0/", "127.1", 0],
    ["http://bücher.example/", "xn--bcher-kva.example", 80],
    ["http:///x", "", 80],
    ["http:x", "", 0],
    ["/x", "", 0],
  ])("%s means host %s and port %d", (url, host, port) => {
    expect(parseTarget(url)).toMatchObject({ host, port });
  });

  test("a login is decoded", () => {
    expect(parseTarget("http://a%40b:c%20d@h/").login).toBe("a@b:c d");
    expect(parseTarget("http://h/").login).toBeUndefined();
  });

  test.each([
    ["127.0.0.1:80/", "first path segment in URL cannot contain colon"],
    [":80/", "missing protocol scheme"],
    ["http://a b/", 'invalid character " " in host name'],
    ["http://h:abc/", 'invalid port ":abc" after host'],
    ["http://[::1/", "missing ']' in host"],
    ["http://h/%zz", 'invalid URL escape "%zz"'],
    ["http://h%41/", 'invalid URL escape "%41"'],
    ["http://h/\u0001", "net/url: invalid control character in URL"],
    ["http://a b@h/", "net/url: invalid userinfo"],
  ])("%j is no URL", (url, message) => {
    expect(() => parseTarget(url)).toThrow(message);
  });
});
