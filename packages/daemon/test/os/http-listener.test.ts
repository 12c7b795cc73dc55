import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type HttpListener, listenHttp } from "../../src/os/http-listener.ts";

const directory = mkdtempSync(join(tmpdir(), "cobble-http-"));
const path = join(directory, "socket");
let listener: HttpListener;

beforeAll(async () => {
  listener = await listenHttp(
    { path },
    {
      answer: async (request) => {
        let size = 0;
        for await (const chunk of request.body) size += chunk.byteLength;
        if (request.path === "/gone" && !request.signal.aborted) await once(request.signal, "abort");
        if (request.path === "/later") await setImmediate();
        return { status: 200, body: `${request.method} ${request.path} ${size}` };
      },
      upgrade: async (request, offer) => {
        if (request.header("upgrade") === "websocket") offer.refuse({ status: 400, body: "taken" });
        else offer.decline();
      },
    },
  );
});
afterAll(async () => {
  await listener.close();
  rmSync(directory, { recursive: true });
});

/** Sends `text`, and gives what comes back until `enough` is in it or the connection ends. */
const exchange = (
  text: string,
  enough: string,
  options: { readonly isLastWord: boolean } = { isLastWord: false },
): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(path);
    let received = "";
    const end = (): void => {
      socket.destroy();
      resolve(received);
    };
    socket.on("data", (chunk) => {
      received += chunk.toString();
      if (received.includes(enough)) end();
    });
    socket.on("end", end);
    socket.on("error", reject);
    if (options.isLastWord) socket.end(text);
    else socket.write(text);
  });

const head = (line: string, ...headers: readonly string[]): string =>
  `${[`${line} HTTP/1.1`, "Host: x", ...headers].join("\r\n")}\r\n\r\n`;

describe("an HTTP listener", () => {
  it("answers a request that asks for HTTP/2 as HTTP/1.1, with its body", async () => {
    const upgrade = ["Upgrade: h2c", "Connection: Upgrade"];
    const text = `${head("POST /a", ...upgrade, "Content-Length: 5")}hello`;
    expect(await exchange(text, "POST /a 5")).toStartWith("HTTP/1.1 200 OK\r\n");
  });

  it("answers who sends no more, and tells whoever waits for something that the client may be gone", async () => {
    const isLastWord = true;
    expect(
      await exchange(`${head("POST /later", "Content-Length: 2")}hi`, "POST /later 2", { isLastWord }),
    ).toEndWith("POST /later 2");
    expect(await exchange(head("GET /gone"), "GET /gone 0", { isLastWord })).toEndWith("GET /gone 0");
    const twice = head("GET /later") + head("GET /gone");
    expect((await exchange(twice, "GET /gone 0", { isLastWord })).match(/200 OK/g)).toHaveLength(2);
  });

  it("hands a connection to whoever takes its upgrade", async () => {
    const request = head("GET /a", "Upgrade: websocket", "Connection: Upgrade");
    expect(await exchange(request, "taken")).toEndWith("\r\n\r\ntaken");
  });

  it("serves a head of two hundred thousand bytes, and refuses one of more than a million", async () => {
    expect(await exchange(head(`GET /a?${"x".repeat(200_000)}`), "GET /a 0")).toContain("200 OK");
    expect(await exchange(head(`GET /a?${"x".repeat(1_100_000)}`), "Large")).toStartWith("HTTP/1.1 431 ");
  });

  it("refuses what is no request in a line of text", async () => {
    for (const text of ["garbage\r\n\r\n", head("GET /%zz"), head("CONNECT a:80")]) {
      expect(await exchange(text, "\r\n\r\n400 Bad Request")).toStartWith("HTTP/1.1 400 Bad Request\r\n");
    }
  });
});
