import { describe, expect, it } from "bun:test";
import { SendError } from "../../../src/errors.ts";
import { createHttpDelivery, type Outcome } from "../../../src/managers/log-targets/delivery.ts";
import type { HttpAnswer, HttpPost } from "../../../src/managers/log-targets/senders.ts";
import { batchOf, run } from "./batches.ts";

const nowMs = Date.parse("2026-01-02T03:04:05Z");
const signal = new AbortController().signal;
const batch = batchOf([run("web", "one")]);

/** What comes of a batch that is answered so; a text is a request without an answer. */
const outcomeOf = (answer: Partial<HttpAnswer> | string, complaint?: string): Promise<Outcome> =>
  createHttpDelivery(
    {
      url: "http://x",
      contentType: "text/x",
      failure: "oh: ",
      body: () => "body",
      complaint: () => complaint,
    },
    {
      userAgent: "cobble/v1",
      nowMs: () => nowMs,
      postHttp: () =>
        typeof answer === "string"
          ? Promise.reject(new SendError(answer))
          : Promise.resolve({ status: 200, statusText: "OK", retryAfter: undefined, text: "", ...answer }),
    },
  ).send(batch, signal);

describe("a delivery by HTTP", () => {
  it("is taken with any 2xx, perhaps with a complaint", async () => {
    for (const status of [200, 201, 204]) expect(await outcomeOf({ status })).toEqual({ type: "sent" });
    expect(await outcomeOf({}, "half of it")).toEqual({ type: "sent", complaint: "half of it" });
  });

  it("is refused with a 4xx", async () => {
    expect(await outcomeOf({ status: 400, statusText: "Bad Request" })).toEqual({
      type: "refused",
      status: 400,
      reason: "server returned HTTP 400 Bad Request",
    });
    expect((await outcomeOf({ status: 413, statusText: "" })).type).toBe("refused");
  });

  it("failed with a 429, a 5xx and all else", async () => {
    const failed = (reason: string) => ({ type: "failed", reason }) as const;
    expect(await outcomeOf({ status: 429, statusText: "Too Many Requests" })).toEqual(
      failed("server returned HTTP 429 Too Many Requests"),
    );
    expect(await outcomeOf({ status: 503, statusText: "" })).toEqual(failed("server returned HTTP 503"));
    expect(await outcomeOf({ status: 302, statusText: "Found" })).toEqual(
      failed("unexpected response from server: 302 Found"),
    );
    expect(await outcomeOf("no route")).toEqual(failed("oh: no route"));
  });

  const retries: readonly (readonly [text: string, ms: number | undefined])[] = [
    ["7", 7000],
    ["0", 0],
    ["Fri, 02 Jan 2026 03:04:35 GMT", 30_000],
    ["Fri, 02 Jan 2026 03:00:00 GMT", 0],
    ["soon", undefined],
    ["-3", undefined],
  ];
  for (const [text, ms] of retries) {
    it(`is tried again when the receiver asks for it: Retry-After: ${text}`, async () => {
      const outcome = await outcomeOf({ status: 503, retryAfter: text });
      expect(outcome.type === "failed" ? outcome.retryAfterMs : Number.NaN).toBe(ms);
    });
  }

  it("asks for what its form says, and makes the body of a batch once", async () => {
    const posts: HttpPost[] = [];
    let bodies = 0;
    const delivery = createHttpDelivery(
      { url: "http://x", contentType: "text/x", failure: "", body: () => `body ${++bodies}` },
      {
        userAgent: "cobble/v1",
        nowMs: () => nowMs,
        postHttp: async (post) => {
          posts.push(post);
          return { status: posts.length < 3 ? 500 : 200, statusText: "", retryAfter: undefined, text: "" };
        },
      },
    );
    for (let times = 0; times < 3; times++) await delivery.send(batch, signal);
    await delivery.send(batchOf([run("web", "two")]), signal);
    delivery.close();
    expect(posts.map(({ body }) => body)).toEqual(["body 1", "body 1", "body 1", "body 2"]);
    expect(posts[0]).toEqual({
      url: "http://x",
      headers: { "content-type": "text/x", "user-agent": "cobble/v1" },
      body: "body 1",
      signal,
      timeoutMs: 10_000,
    });
  });
});
