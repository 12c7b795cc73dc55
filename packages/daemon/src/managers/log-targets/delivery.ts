import { SendError } from "../../errors.ts";
import type { LogBatch } from "./batch.ts";
import type { HttpAnswer, PostHttp } from "./senders.ts";

/** What came of sending a batch. */
export type Outcome =
  | {
      readonly type: "sent";
      /** What the receiver complained of, although it took the batch. */
      readonly complaint?: string;
    }
  /** The receiver will never take it. */
  | { readonly type: "refused"; readonly status: number; readonly reason: string }
  /** Another time it may be taken. */
  | { readonly type: "failed"; readonly reason: string; readonly retryAfterMs?: number };

/** A way to one receiver. */
export interface Delivery {
  /** Sends a batch; never rejects. A signal that aborts breaks it off. */
  send(batch: LogBatch, signal: AbortSignal): Promise<Outcome>;
  /** Lets go of the receiver. */
  close(): void;
}

/** How a kind of receiver that takes HTTP is sent batches. */
export interface HttpForm {
  readonly url: string;
  readonly contentType: string;
  /** What stands before the words for a request that got no answer. */
  readonly failure: string;
  body(batch: LogBatch): string;
  /** What the body of a good answer complains of; `undefined` when of nothing. */
  complaint?(answer: string): string | undefined;
}

/** How long the receiver may take to answer. @source pebble 1.32, seen: a receiver that does not answer */
const answerMs = 10_000;

const secondMs = 1000;

/** A number of seconds, or a date that begins with the name of its day. */
const readRetryAfter = (text: string | undefined, nowMs: number): number | undefined => {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * secondMs;
  const date = /^[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
};

/**
 * What an answer means: 2xx is taken; 4xx but 429 is never taken; all else may be another time.
 * @source pebble 1.32, seen: receivers that answer so
 * @differs any 2xx is good, where the reference sends a batch again for ever that was answered with 201
 */
const judge = (answer: HttpAnswer, nowMs: number): Outcome => {
  const { status } = answer;
  const shown = `${status} ${answer.statusText}`.trim();
  if (status >= 200 && status < 300) return { type: "sent" };
  if (status >= 400 && status < 500 && status !== 429) {
    return { type: "refused", status, reason: `server returned HTTP ${shown}` };
  }
  const reason = status < 400 ? `unexpected response from server: ${shown}` : `server returned HTTP ${shown}`;
  const retryAfterMs = readRetryAfter(answer.retryAfter, nowMs);
  return { type: "failed", reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
};

/** A {@link Delivery} by HTTP requests. */
export const createHttpDelivery = (
  form: HttpForm,
  deps: { readonly postHttp: PostHttp; readonly userAgent: string; readonly nowMs: () => number },
): Delivery => {
  let last: { readonly batch: LogBatch; readonly body: string } | undefined;
  /** A batch that is sent again is not put together again. */
  const bodyOf = (batch: LogBatch): string => {
    if (last?.batch !== batch) last = { batch, body: form.body(batch) };
    return last.body;
  };
  return {
    send: async (batch, signal) => {
      try {
        const answer = await deps.postHttp({
          url: form.url,
          headers: { "content-type": form.contentType, "user-agent": deps.userAgent },
          body: bodyOf(batch),
          signal,
          timeoutMs: answerMs,
        });
        const outcome = judge(answer, deps.nowMs());
        if (outcome.type !== "failed") last = undefined;
        const complaint = outcome.type === "sent" ? form.complaint?.(answer.text) : undefined;
        return complaint === undefined ? outcome : { type: "sent", complaint };
      } catch (error) {
        if (!(error instanceof SendError)) throw error;
        return { type: "failed", reason: `${form.failure}${error.message}` };
      }
    },
    close: () => undefined,
  };
};
