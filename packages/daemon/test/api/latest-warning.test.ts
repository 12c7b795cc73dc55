import { describe, expect, test } from "bun:test";
import { tellWarnings } from "../../src/api/latest-warning.ts";
import type { ApiResponse, ArrivedRequest } from "../../src/api/request.ts";
import { failure, sync, syncList } from "../../src/api/respond.ts";
import { readAnswer } from "../test-request.ts";

// What answers here never looks at what was asked.
const request = {} as ArrivedRequest;
const latest = 1_700_000_000_000_000;

const told = async (answer: ApiResponse): Promise<string> =>
  readAnswer(
    await tellWarnings(
      async () => answer,
      () => latest,
    )(request),
  );

describe("an answer while there is a warning", () => {
  const thousand = Array.from({ length: 1000 }, (_, index) => index);

  for (const [what, answer] of [
    ["made at once", sync(thousand)],
    ["a list that is printed as it is sent", syncList({ entries: thousand, toWire: (entry) => entry })],
  ] as const) {
    test(`tells when it last repeated, ${what}`, async () => {
      expect(JSON.parse(await told(answer))).toEqual({
        type: "sync",
        "status-code": 200,
        status: "OK",
        result: thousand,
        "latest-warning": "2023-11-14T22:13:20Z",
      });
    });
  }

  test("tells nothing of it in an error", async () => {
    expect(await told(failure(404, "no"))).not.toContain("latest-warning");
  });

  test("is as it was when it is a stream of another kind", async () => {
    const body = (async function* () {
      yield "{}\n";
    })();
    expect(await told({ status: 200, contentType: "application/x-ndjson", body })).toBe("{}\n");
  });
});
