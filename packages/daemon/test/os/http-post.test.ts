import { describe, expect, it } from "bun:test";
import { SendError } from "../../src/errors.ts";
import type { HttpAnswer } from "../../src/managers/log-targets/senders.ts";
import { createHttpPost } from "../../src/os/http-post.ts";
import { startHttpReceiver } from "../http-receiver.ts";

const postHttp = createHttpPost({});

const post = (
  url: string,
  options: { readonly signal?: AbortSignal; readonly timeoutMs?: number } = {},
): Promise<HttpAnswer> =>
  postHttp({
    url,
    headers: { "content-type": "text/x", "user-agent": "cobble/v1" },
    body: "the body",
    signal: options.signal ?? new AbortController().signal,
    timeoutMs: options.timeoutMs ?? 10_000,
  });

/** The text of the error that a request ends with. */
const faultOf = async (asked: Promise<HttpAnswer>): Promise<string> => {
  try {
    await asked;
    return "none";
  } catch (error) {
    expect(error).toBeInstanceOf(SendError);
    return error instanceof Error ? error.message : "";
  }
};

describe("a request with logs", () => {
  it("brings its body and headers, and the answer back", async () => {
    await using receiver = await startHttpReceiver({
      treatments: [{ status: 503, headers: { "Retry-After": "7" }, text: "not now" }],
    });
    const answer = await post(`http://127.0.0.1:${receiver.port}/push?x=1`);
    expect(answer).toEqual({
      status: 503,
      statusText: "Service Unavailable",
      retryAfter: "7",
      text: "not now",
    });
    const [{ path, headers, body } = { path: "", headers: {}, body: "" }] = receiver.received;
    expect([path, headers["content-type"], headers["user-agent"], body]).toEqual([
      "/push?x=1",
      "text/x",
      "cobble/v1",
      "the body",
    ]);
  });

  it("goes on the connection of the one before it", async () => {
    await using receiver = await startHttpReceiver();
    for (let times = 0; times < 3; times++) await post(`http://127.0.0.1:${receiver.port}/`);
    expect(new Set(receiver.received.map(({ peerPort }) => peerPort)).size).toBe(1);
  });

  it("has the user of its URL in a header", async () => {
    await using receiver = await startHttpReceiver();
    await post(`http://me:pa%20ss@127.0.0.1:${receiver.port}/`);
    expect(receiver.received[0]?.headers.authorization).toBe("Basic bWU6cGEgc3M=");
  });

  it("goes where it is sent on to, as it is, and nowhere else", async () => {
    await using receiver = await startHttpReceiver({
      treatments: [
        { status: 308, headers: { Location: "/other" } },
        { status: 200 },
        { status: 302, headers: { Location: "/third" } },
      ],
    });
    const url = `http://127.0.0.1:${receiver.port}/push`;
    expect((await post(url)).status).toBe(200);
    expect((await post(url)).status).toBe(302);
    expect(receiver.received.map(({ path, body }) => [path, body])).toEqual([
      ["/push", "the body"],
      ["/other", "the body"],
      ["/push", "the body"],
    ]);
  });

  it("is not sent on for ever", async () => {
    await using receiver = await startHttpReceiver({
      treatments: [{ status: 307, headers: { Location: "/again" } }],
    });
    expect((await post(`http://127.0.0.1:${receiver.port}/`)).status).toBe(307);
    expect(receiver.received).toHaveLength(11);
  });

  it("fails in the reference's words when nobody listens, and hides the password", async () => {
    const { port } = await (async () => {
      await using receiver = await startHttpReceiver();
      return receiver;
    })();
    const refused = `dial tcp 127.0.0.1:${port}: connect: connection refused`;
    expect(await faultOf(post(`http://127.0.0.1:${port}/push`))).toBe(
      `Post "http://127.0.0.1:${port}/push": ${refused}`,
    );
    expect(await faultOf(post(`http://me:secret@127.0.0.1:${port}/push`))).toBe(
      `Post "http://me:***@127.0.0.1:${port}/push": ${refused}`,
    );
    expect(await faultOf(post("http://cobble.invalid/push"))).toMatch(
      /^Post "http:\/\/cobble.invalid\/push": dial tcp: lookup cobble.invalid: /,
    );
  });

  it("fails when the receiver cuts the connection, says what is no HTTP, or nothing in time", async () => {
    await using receiver = await startHttpReceiver({ treatments: ["cut", "garbage", "silence"] });
    const url = `http://127.0.0.1:${receiver.port}/`;
    expect(await faultOf(post(url))).toBe(`Post "${url}": EOF`);
    expect(await faultOf(post(url))).toStartWith(`Post "${url}": `);
    expect(await faultOf(post(url, { timeoutMs: 50 }))).toBe(
      `Post "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    );
  });

  it("is broken off when it is no longer wanted", async () => {
    await using receiver = await startHttpReceiver({ treatments: ["silence"] });
    const stop = new AbortController();
    const url = `http://127.0.0.1:${receiver.port}/`;
    const fault = faultOf(post(url, { signal: stop.signal }));
    stop.abort();
    expect(await fault).toBe(`Post "${url}": context canceled`);
  });

  it("reads no more of an answer than its start", async () => {
    await using receiver = await startHttpReceiver({
      treatments: [{ status: 200, text: "x".repeat(1_000_000) }],
    });
    expect((await post(`http://127.0.0.1:${receiver.port}/`)).text).toHaveLength(65_536);
  });
});
