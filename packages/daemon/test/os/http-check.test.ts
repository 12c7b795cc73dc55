import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { runHttpCheck } from "../../src/os/http-check.ts";
import { createConnections } from "../../src/os/http-connections.ts";

const never = new AbortController().signal;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const text =
  (status: number, body = "", headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

const lines = (count: number, width: number) =>
  Array.from({ length: count }, (_, index) => `${index}${"y".repeat(width - 1)}`).join("\n");

describe("http check", () => {
  let server: Server;
  let base: string;
  const seen: IncomingMessage[] = [];
  const answers: Record<string, Answer> = {
    "/ok": text(204),
    "/missing": text(404, "nope\nsecond line\n"),
    "/empty": text(500),
    "/many": text(500, lines(10, 20)),
    "/wide": text(500, lines(3, 300)),
    "/unchanged": text(304),
    "/here": text(302, "", { Location: "/ok" }),
    "/loop": text(302, "", { Location: "/loop" }),
    "/ok?x": text(204),
    "/lost": text(302),
    "/to-missing": text(301, "", { Location: "/missing" }),
    "/to-ftp": text(302, "", { Location: "ftp://x/y" }),
    "/to-nowhere": text(302, "", { Location: "" }),
    "/to-no-url": text(302, "", { Location: "http://[::1" }),
    "/dir/up": text(302, "", { Location: "../ok?x#y" }),
    "/cut": (_request, response) => response.destroy(),
    "/hang": () => undefined,
    "/half": (_request, response) => {
      response.writeHead(500, { "Content-Length": "10" });
      response.write("abc");
    },
    "/endless": (_request, response) => {
      response.writeHead(200);
      response.write("abc");
    },
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request);
      const answer = answers[request.url ?? ""] ?? text(404);
      answer(request, response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on TCP has such an address.
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const run = (path: string, headers: Record<string, string> = {}, signal = never) =>
    runHttpCheck(
      { url: path.startsWith("/") ? `${base}${path}` : path, headers: new Map(Object.entries(headers)) },
      { signal, connections: createConnections({}) },
    );
  const failure = (message: string, details = "") => ({ type: "failed" as const, message, details });

  test.each(["/ok", "/here", "/endless", "/dir/up"])("%s is well", async (path) => {
    expect(await run(path)).toEqual({ type: "ok" });
  });

  test.each([
    ["/missing", 404, "nope\nsecond line"],
    ["/empty", 500, ""],
    ["/unchanged", 304, ""],
    ["/lost", 302, ""],
    ["/to-nowhere", 302, ""],
    ["/to-missing", 404, "nope\nsecond line"],
    ["/many", 500, `${lines(5, 20)}\n(...)`],
    ["/wide", 500, lines(3, 300).slice(0, 512)],
  ])("%s is not well: %d", async (path, status, details) => {
    expect(await run(path)).toEqual(failure(`non-2xx status code ${status}`, details));
  });

  test("redirects without end are given up after ten", async () => {
    seen.length = 0;
    expect(await run("/loop")).toEqual(failure('Get "/loop": stopped after 10 redirects'));
    expect(seen.length).toBe(10);
  });

  test("headers are sent, but for Host, and to another host nothing private", async () => {
    seen.length = 0;
    const other = base.replace("127.0.0.1", "localhost");
    answers["/away"] = text(302, "", { Location: `${other}/ok` });
    await run("/away", { "X-A": "b", Host: "zz", Authorization: "secret" });
    expect(seen.map((request) => request.headers["x-a"])).toEqual(["b", "b"]);
    expect(seen.map((request) => request.headers.authorization)).toEqual(["secret", undefined]);
    expect(seen.map((request) => request.headers.host)).toEqual([base.slice(7), other.slice(7)]);
  });

  test("a name and password in the URL are sent, and the password is never shown", async () => {
    seen.length = 0;
    await run(base.replace("//", "//u:p@"));
    expect(seen[0]?.headers.authorization).toBe(`Basic ${btoa("u:p")}`);
    const outcome = await run("http://u:p@127.0.0.1:1/x");
    const text = 'Get "http://u:***@127.0.0.1:1/x": dial tcp 127.0.0.1:1: connect: connection refused';
    expect(outcome).toEqual(failure(text));
  });

  test.each([
    ["http://127.0.0.1:1/x", 'Get "http://127.0.0.1:1/x": dial tcp 127.0.0.1:1: connect: connection refused'],
    ["ftp://127.0.0.1/", 'Get "ftp://127.0.0.1/": unsupported protocol scheme "ftp"'],
    ["just/path", 'Get "just/path": unsupported protocol scheme ""'],
    ["http:///x", 'Get "http:///x": http: no Host in request URL'],
    ["http://127.0.0.1:99999/up", 'Get "http://127.0.0.1:99999/up": dial tcp: address 99999: invalid port'],
    [
      "127.0.0.1:80/",
      'cannot build request: parse "127.0.0.1:80/": first path segment in URL cannot contain colon',
    ],
    ["/to-ftp", 'Get "ftp://x/y": unsupported protocol scheme "ftp"'],
  ])("%s cannot be got", async (url, message) => {
    expect(await run(url)).toEqual(failure(message));
  });

  test("a location that is no URL says whose it is", async () => {
    const why = `failed to parse Location header "http://[::1": parse "http://[::1": missing ']' in host`;
    expect(await run("/to-no-url")).toEqual(failure(`Get "${base}/to-no-url": ${why}`));
  });

  test("a path is asked for as it is written, and a header that cannot be sent is told", async () => {
    seen.length = 0;
    await run("/a/../b?");
    expect(seen.map(({ url }) => url)).toEqual(["/a/../b?"]);
    expect(await run("/ok", { "a b": "c" })).toEqual(
      failure(`Get "${base}/ok": net/http: invalid header field name "a b"`),
    );
  });

  test("port 0 is no port, not the usual one", async () => {
    expect(await run("http://127.0.0.1:0/x")).toEqual(
      failure('Get "http://127.0.0.1:0/x": dial tcp 127.0.0.1:0: connect: connection refused'),
    );
  });

  test("a proxy is asked for the whole URL", async () => {
    seen.length = 0;
    const check = { url: "http://example.invalid/x", headers: new Map() };
    const connections = createConnections({ HTTP_PROXY: base });
    const outcome = await runHttpCheck(check, { signal: never, connections });
    expect(outcome).toEqual(failure("non-2xx status code 404"));
    expect(seen.map(({ url }) => url)).toEqual(["http://example.invalid/x"]);
  });

  test("a connection that is cut is an end of file", async () => {
    expect(await run("/cut")).toEqual(failure(`Get "${base}/cut": EOF`));
  });

  test("a server that does not answer is left when the signal aborts", async () => {
    const cancel = new AbortController();
    const outcome = run("/hang", {}, cancel.signal);
    await once(server, "request");
    cancel.abort();
    expect(await outcome).toEqual({ type: "aborted" });
  });

  test("a body that does not end is left when the signal aborts, the status stays", async () => {
    const cancel = new AbortController();
    const outcome = run("/half", {}, cancel.signal);
    await once(server, "request");
    setTimeout(() => cancel.abort(), 50);
    expect(await outcome).toEqual(
      failure("non-2xx status code 500", "cannot read response: context deadline exceeded"),
    );
  });

  test("no connection is left open", async () => {
    await run("/ok");
    await run("/many");
    const deadline = Date.now() + 5000;
    const open = () =>
      new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count ?? 0)));
    while ((await open()) > 0 && Date.now() < deadline) await Bun.sleep(5);
    expect(await open()).toBe(0);
  });
});
