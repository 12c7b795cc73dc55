import { describe, expect, test } from "bun:test";
import { CommandError } from "../src/errors.ts";
import { isAfter, never, nothingListed, parseListings, printListings } from "../src/listings.ts";

const socketPath = "/run/a.socket";
const listings = { ...nothingListed, noticesListed: "2026-01-02T03:04:05.5Z" };

describe("listings", () => {
  test("of a supervisor that the file does not know are never", () => {
    expect(parseListings(undefined, socketPath)).toEqual(nothingListed);
    expect(parseListings("{}", socketPath)).toEqual(nothingListed);
  });

  test("come back as they were written, and leave those of others alone", () => {
    const other = printListings(undefined, { socketPath: "/run/b.socket", listings: nothingListed });
    const both = printListings(other, { socketPath, listings });
    expect(parseListings(both, socketPath)).toEqual(listings);
    expect(parseListings(both, "/run/b.socket")).toEqual(nothingListed);
  });

  test("in a file that is not JSON are an error that says so", () => {
    expect(() => parseListings("garbage", socketPath)).toThrow(CommandError);
    expect(() => parseListings("garbage", socketPath)).toThrow("cannot load CLI state: JSON Parse error");
  });

  test("with a time that is none are an error that names it", () => {
    const text = JSON.stringify({ pebble: { [socketPath]: { "notices-last-listed": "bad" } } });
    expect(() => parseListings(text, socketPath)).toThrow('notices-last-listed: "bad" is not a time');
  });

  test("are ordered in time, below the microsecond too", () => {
    expect(isAfter("2026-01-02T03:04:05Z", never)).toBe(true);
    expect(isAfter(never, never)).toBe(false);
    expect(isAfter("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.123456Z")).toBe(true);
    expect(isAfter("2026-01-02T03:04:05.5Z", "2026-01-02T03:04:05Z")).toBe(true);
  });
});
