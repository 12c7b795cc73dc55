import type { RequestStep } from "./case.ts";

type Expected = Pick<RequestStep, "status" | "json">;

/** The envelope of an answer that is ready. */
export function sync(result: unknown): Expected {
  return { status: 200, json: { type: "sync", "status-code": 200, status: "OK", result } };
}

/** The envelope of an answer that names the change it started. */
export function async(change: string): Expected {
  return {
    status: 202,
    json: { type: "async", "status-code": 202, status: "Accepted", change, result: "{any}" },
  };
}

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  405: "Method Not Allowed",
  500: "Internal Server Error",
  504: "Gateway Timeout",
};

/** The envelope of an error; without a kind it must have none. */
export function failure(status: number, { message, kind }: { message: string; kind?: string }): Expected {
  const result = { message, kind: kind ?? "{absent}" };
  return {
    status,
    json: { type: "error", "status-code": status, status: reasons[status] ?? "{any}", result },
  };
}
