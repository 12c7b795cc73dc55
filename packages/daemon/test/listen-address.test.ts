import { describe, expect, it } from "bun:test";
import { formatListenAddress, parseListenAddress } from "../src/listen-address.ts";

describe("the address of a listener", () => {
  const good = {
    ":4000": { host: undefined, port: 4000 },
    "127.0.0.1:0": { host: "127.0.0.1", port: 0 },
    "localhost:http": { host: "localhost", port: 80 },
    "[::1]:08080": { host: "::1", port: 8080 },
    ":": { host: undefined, port: 0 },
    "[]:1": { host: undefined, port: 1 },
  };
  for (const [text, address] of Object.entries(good)) {
    it(`is read, when it is ${text}`, () => {
      expect(parseListenAddress(text)).toEqual(address);
    });
  }

  const bad = {
    foo: "address foo: missing port in address",
    "127.0.0.1": "address 127.0.0.1: missing port in address",
    "::1:80": "address ::1:80: too many colons in address",
    "[::1": "address [::1: missing ']' in address",
    "[::1]": "address [::1]: missing port in address",
    "[::1]:80:90": "address [::1]:80:90: too many colons in address",
    "[::1]x:80": "address [::1]x:80: missing port in address",
    "a[b:80": "address a[b:80: unexpected '[' in address",
    "ab]:80": "address ab]:80: unexpected ']' in address",
    ":99999": "address 99999: invalid port",
    ":-1": "address -1: invalid port",
    "x:y": "lookup tcp/y: unknown port",
    "x:constructor": "lookup tcp/constructor: unknown port",
  };
  for (const [text, reason] of Object.entries(bad)) {
    it(`is refused in Go's words, when it is ${text}`, () => {
      expect(() => parseListenAddress(text)).toThrow(new Error(`listen tcp: ${reason}`));
    });
  }

  it("is written as it is read", () => {
    for (const text of [":80", "127.0.0.1:80", "[::1]:80"]) {
      expect(formatListenAddress(parseListenAddress(text))).toBe(text);
    }
  });
});
