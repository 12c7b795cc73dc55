import type { CaseList, ConformanceCase } from "../case.ts";
import { refreshedChecks } from "../refreshed-checks.ts";

const refused = "dial tcp 127.0.0.1:1: connect: connection refused";

const urlsCase = (name: string, rows: readonly (readonly [url: string, error: string])[]): ConformanceCase =>
  refreshedChecks(
    name,
    rows.map(([url, error]) => [`http: {url: ${JSON.stringify(url)}}`, error]),
  );

/** Whom http and tcp checks cannot ask. */
export const checkTargets: CaseList = {
  noun: "check-targets",
  cases: [
    urlsCase("a URL that cannot be read is told", [
      [
        "127.0.0.1:80/",
        'cannot build request: parse "127.0.0.1:80/": first path segment in URL cannot contain colon',
      ],
      [":80/", 'cannot build request: parse ":80/": missing protocol scheme'],
      [
        "http://127.0.0.1 :1/a",
        'cannot build request: parse "http://127.0.0.1 :1/a": invalid character " " in host name',
      ],
      [
        "http://127.0.0.1:x/",
        'cannot build request: parse "http://127.0.0.1:x/": invalid port ":x" after host',
      ],
      ["http://[::1/", "cannot build request: parse \"http://[::1/\": missing ']' in host"],
      ["http://h/%zz", 'cannot build request: parse "http://h/%zz": invalid URL escape "%zz"'],
      [
        "http://h/\u0001",
        'cannot build request: parse "http://h/\\x01": net/url: invalid control character in URL',
      ],
    ]),
    urlsCase("a URL that cannot be asked for is told, without its password", [
      ["foo", 'Get "foo": unsupported protocol scheme ""'],
      ["foo:80/", 'Get "foo:80/": unsupported protocol scheme "foo"'],
      ["ftp://127.0.0.1/", 'Get "ftp://127.0.0.1/": unsupported protocol scheme "ftp"'],
      ["http:foo", 'Get "http:foo": http: no Host in request URL'],
      ["http:///x", 'Get "http:///x": http: no Host in request URL'],
      ["http://127.0.0.1:99999/", 'Get "http://127.0.0.1:99999/": dial tcp: address 99999: invalid port'],
      ["http://127.0.0.1:0/", 'Get "http://127.0.0.1:0/": dial tcp 127.0.0.1:0: connect: connection refused'],
      ["HTTP://u:secret@127.0.0.1:1/a b", `Get "http://u:***@127.0.0.1:1/a%20b": ${refused}`],
      ["https://127.0.0.1:1/?a=b#c", `Get "https://127.0.0.1:1/?a=b#c": ${refused}`],
      ["http://no such.invalid/", '{any}invalid character " " in host name'],
      [
        "http://none.invalid/",
        'Get "http://none.invalid/": dial tcp: lookup none.invalid{any}: no such host',
      ],
    ]),
    refreshedChecks("a port that cannot be reached is told", [
      ["tcp: {port: 1}", "dial tcp {any}:1: connect: connection refused"],
      ["tcp: {port: 1, host: 127.0.0.1}", refused],
      ["tcp: {port: 1, host: 0.0.0.0}", "dial tcp 0.0.0.0:1: connect: connection refused"],
      ["tcp: {port: 70000}", "dial tcp: address 70000: invalid port"],
      ["tcp: {port: -5}", "dial tcp: address -5: invalid port"],
      ["tcp: {port: 80, host: a b}", "dial tcp: lookup a b: no such host"],
      ["tcp: {port: 80, host: '127.0.0.1:90'}", "dial tcp: lookup 127.0.0.1:90: no such host"],
      ["tcp: {port: 80, host: none.invalid}", "dial tcp: lookup none.invalid{any}: no such host"],
    ]),
  ],
};
