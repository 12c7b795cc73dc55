import type { CaseList, ConformanceCase, PeerAnswer } from "../case.ts";
import { refreshedChecks } from "../refreshed-checks.ts";

/** What a server says to a check, and the error that comes of it; none when it is well. */
interface Row {
  readonly says: string;
  readonly after?: PeerAnswer["after"];
  readonly error?: string;
}

const broken = "net/http: HTTP/1.x transport connection broken";

const timeout = "400ms";

/** Checks of a server that gives each another answer. */
function answersCase(name: string, rows: readonly Row[]): ConformanceCase {
  const peer = rows.map(({ says, after }, at) => [`/${at}`, { says, ...(after && { after }) }] as const);
  const checks = rows.map(
    ({ error }, at) =>
      [`http: {url: 'http://{peer}/${at}'}`, error?.replaceAll("{url}", `http://{peer}/${at}`)] as const,
  );
  return refreshedChecks(name, checks, { timeout, peer: Object.fromEntries(peer) });
}

const status = (code: number): string => `HTTP/1.1 ${code} X\r\nContent-Length: 5\r\n\r\nhello`;
const got = (why: string): string => `Get "{url}": ${why}`;
const echo = { says: "HTTP/1.1 500 X\r\n\r\n{request}" };
const redirect = (location: string): PeerAnswer => ({
  says: `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`,
});

/** http checks: what they make of servers, and what they ask for. */
export const checkHttp: CaseList = {
  noun: "check-http",
  cases: [
    answersCase("a status of 2xx is well, any other is told with the body", [
      { says: status(200) },
      { says: status(299) },
      { says: status(300), error: "non-2xx status code 300; hello" },
      { says: status(404), error: "non-2xx status code 404; hello" },
      { says: status(600), error: "non-2xx status code 600; hello" },
      { says: status(999), error: "non-2xx status code 999; hello" },
      { says: "HTTP/1.1 500 X\r\n\r\n", error: "non-2xx status code 500" },
      { says: "HTTP/1.1 304 X\r\n\r\nabc", error: "non-2xx status code 304" },
      { says: "HTTP/1.1 204 X\r\nContent-Length: 3\r\n\r\nabc" },
      { says: "HTTP/1.0 200 OK\r\n\r\nfoo" },
      { says: "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n" },
      { says: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" },
      {
        says: "HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
        error: "non-2xx status code 101",
      },
    ]),
    answersCase("of a body the first five lines and 512 bytes are told", [
      {
        says: "HTTP/1.1 500 X\r\n\r\n\n\n a \r\nb\n\nc\nd\ne\n",
        error: "non-2xx status code 500; a \r\nb\n\nc\nd\n(...)",
      },
      {
        says: `HTTP/1.1 500 X\r\n\r\n${"z".repeat(600)}`,
        error: `non-2xx status code 500; ${"z".repeat(512)}`,
      },
      {
        says: "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n",
        error: "non-2xx status code 500; abcdef",
      },
      {
        says: "HTTP/1.1 500 X\r\nContent-Length: 10\r\n\r\nabc",
        error: "non-2xx status code 500; cannot read response: unexpected EOF",
      },
      {
        says: "HTTP/1.1 500 X\r\nContent-Length: 10\r\n\r\nabc",
        after: "hangs",
        error: "non-2xx status code 500; cannot read response: context deadline exceeded",
      },
      {
        says: "HTTP/1.1 500 X\r\nContent-Length: 3\r\n\r\nabc",
        after: "hangs",
        error: "non-2xx status code 500; abc",
      },
    ]),
    answersCase("what is no answer is told", [
      { says: "", error: got("EOF") },
      { says: "", after: "hangs", error: "check timed out after 400ms" },
      { says: "HTTP/1.1 200 OK\r\nX: y\r\n", after: "hangs", error: "check timed out after 400ms" },
      { says: "", after: "resets", error: got("read tcp {any}{peer}: read: connection reset by peer") },
      {
        says: "SSH-2.0-OpenSSH_9.2\r\n",
        error: got(`${broken}: malformed HTTP response "SSH-2.0-OpenSSH_9.2"`),
      },
      { says: "hello world x\r\n\r\n", error: got(`${broken}: malformed HTTP status code "world"`) },
      { says: "HTTP/1.1 2000 X\r\n\r\n", error: got(`${broken}: malformed HTTP status code "2000"`) },
      { says: "HTTP/1.1\r\n\r\n", error: got(`${broken}: malformed HTTP response "HTTP/1.1"`) },
      {
        says: "HTTP/1.1 200 OK\r\nfoo bar\r\n\r\n",
        error: got(`${broken}: malformed MIME header: missing colon: "foo bar"`),
      },
      { says: "HTTP/1.1 200 OK\r\n: x\r\n\r\n", error: got(`${broken}: malformed MIME header line: ": x"`) },
      {
        says: "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        error: got(`${broken}: bad Content-Length "x"`),
      },
      { says: "HTTP/1.1 500 X\r\nFoo: bar\r\n", error: got(`${broken}: unexpected EOF`) },
    ]),
    answersCase("heads may be large", [
      { says: `HTTP/1.1 200 OK\r\nX: ${"y".repeat(1_000_000)}\r\n\r\n` },
      { says: `HTTP/1.1 200 OK\r\n${Array.from({ length: 5000 }, (_, at) => `X${at}: y\r\n`).join("")}\r\n` },
      {
        says: `HTTP/1.1 200 OK\r\nX: ${"y".repeat(12_000_000)}\r\n\r\n`,
        error: got(`${broken}: net/http: server response headers exceeded 10485760 bytes; aborted`),
      },
    ]),
    refreshedChecks(
      "redirects are followed, at most nine times",
      [
        ["http: {url: 'http://{peer}/ok'}", undefined],
        ["http: {url: 'http://{peer}/missing'}", "non-2xx status code 404; nope"],
        ["http: {url: 'http://{peer}/loop'}", 'Get "/loop": stopped after 10 redirects'],
        ["http: {url: 'http://{peer}/query'}", 'Get "?x=1": stopped after 10 redirects'],
        ["http: {url: 'http://{peer}/none'}", "non-2xx status code 302; abc"],
        ["http: {url: 'http://{peer}/empty'}", "non-2xx status code 302"],
        ["http: {url: 'http://{peer}/multiple'}", "non-2xx status code 300"],
        ["http: {url: 'http://{peer}/ftp'}", 'Get "ftp://x/y": unsupported protocol scheme "ftp"'],
        [
          "http: {url: 'http://{peer}/closed'}",
          'Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused',
        ],
        [
          "http: {url: 'http://{peer}/bad'}",
          `Get "http://{peer}/bad": failed to parse Location header "http://[::1": parse "http://[::1": missing ']' in host`,
        ],
        [
          "http: {url: 'http://{peer}/referer'}",
          "non-2xx status code 500; GET /echo HTTP/1.1|Host: {peer}|{any}Referer: http://{peer}/referer|{any}",
        ],
      ],
      {
        timeout,
        peer: {
          "/ok": redirect("/there"),
          "/there": { says: status(204) },
          "/missing": redirect("/none-such"),
          "/loop": redirect("/loop"),
          "/query": redirect("?x=1"),
          "/none": { says: "HTTP/1.1 302 Found\r\nContent-Length: 3\r\n\r\nabc" },
          "/empty": redirect(""),
          "/multiple": { says: "HTTP/1.1 300 X\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n" },
          "/ftp": redirect("ftp://x/y"),
          "/closed": redirect("http://127.0.0.1:1/"),
          "/bad": redirect("http://[::1"),
          "/referer": redirect("/echo"),
          "/echo": echo,
        },
      },
    ),
    refreshedChecks(
      "a request is sent as the check has it",
      [
        [
          "http: {url: 'http://{peer}/a/../echo?'}",
          "non-2xx status code 500; GET /a/../echo? HTTP/1.1|Host: {peer}|{any}",
        ],
        [
          "http: {url: 'http://{peer}?x=/y'}",
          "non-2xx status code 500; GET /?x=/y HTTP/1.1|Host: {peer}|{any}",
        ],
        [
          "http: {url: 'http://{peer}/é#part'}",
          "non-2xx status code 500; GET /%C3%A9 HTTP/1.1|Host: {peer}|{any}",
        ],
        [
          "http: {url: 'http://user:word@{peer}/echo'}",
          "non-2xx status code 500; {any}|Authorization: Basic dXNlcjp3b3Jk{any}",
        ],
        [
          "http: {url: 'http://{peer}/echo', headers: {x-a: '  b ', host: zz, Content-Length: '5'}}",
          "non-2xx status code 500; GET /echo HTTP/1.1|Host: {peer}|{any}|X-A: b{any}",
        ],
        [
          "http: {url: 'http://{peer}/echo', headers: {User-Agent: me}}",
          "non-2xx status code 500; {any}|User-Agent: me{any}",
        ],
        [
          "http: {url: 'http://{peer}/echo', headers: {'a b': x}}",
          'Get "http://{peer}/echo": net/http: invalid header field name "a b"',
        ],
        [
          "http: {url: 'http://{peer}/echo', headers: {x-a: \"b\\nc\"}}",
          'Get "http://{peer}/echo": net/http: invalid header field value for "X-A"',
        ],
      ],
      { timeout, peer: { "/echo": echo, "/a/../echo": echo, "/": echo, "/%C3%A9": echo } },
    ),
    refreshedChecks(
      "TLS is asked for and not found",
      [
        [
          "http: {url: 'https://{peer}/'}",
          'Get "https://{peer}/": http: server gave HTTP response to HTTPS client',
        ],
      ],
      { timeout, peer: { "/": { says: "" } } },
    ),
  ],
};
