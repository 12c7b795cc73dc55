import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PathError, ProtocolError } from "../src/index.ts";
import { type Answer, failure, startFakeSupervisor, sync } from "./fake-supervisor.ts";

const boundary = "01234567890123456789012345678901";

/** A multipart answer with a file, if there is one, and the response part, if there is one. */
const multipart =
  (parts: { readonly file?: Uint8Array; readonly results?: unknown; readonly isCut?: boolean }): Answer =>
  (_request, response) => {
    response.writeHead(200, { "content-type": `multipart/form-data; boundary=${boundary}` });
    if (parts.file !== undefined) {
      response.write(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="/f"\r\n\r\n`);
      response.write(parts.file);
      if (parts.isCut) {
        response.destroy();
        return;
      }
      response.write("\r\n");
    }
    if (parts.results !== undefined) {
      const envelope = { type: "sync", "status-code": 200, status: "OK", result: parts.results };
      response.write(`--${boundary}\r\nContent-Disposition: form-data; name="response"\r\n\r\n`);
      response.write(`${JSON.stringify(envelope)}\r\n`);
    }
    response.end(`--${boundary}--\r\n`);
  };

const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
};

describe("files.read", () => {
  it("gives the file's bytes, whatever they are", async () => {
    const file = Buffer.from(`\r\n--${boundary.slice(0, 20)}\r\n\0\xff--\r\n`, "latin1");
    await using supervisor = await startFakeSupervisor({
      "GET /v1/files": multipart({ file, results: [{ path: "/f" }] }),
    });
    assert.deepEqual(await collect(supervisor.client.files.read("/f")), file);
    assert.equal(supervisor.seen[0]?.url, "/v1/files?action=read&path=%2Ff");
    assert.equal(supervisor.seen[0]?.headers.accept, "multipart/form-data");
  });

  it("gives nothing for an empty file", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/files": multipart({ file: new Uint8Array(), results: [{ path: "/f" }] }),
    });
    assert.equal((await collect(supervisor.client.files.read("/f"))).length, 0);
  });

  it("throws a PathError when the file cannot be read", async () => {
    const results = [
      { path: "/f", error: { kind: "not-found", message: "stat /f: no such file or directory" } },
    ];
    await using supervisor = await startFakeSupervisor({ "GET /v1/files": multipart({ results }) });
    await assert.rejects(collect(supervisor.client.files.read("/f")), (error) => {
      assert.ok(error instanceof PathError);
      assert.equal(error.kind, "not-found");
      assert.equal(error.path, "/f");
      assert.equal(error.message, "stat /f: no such file or directory");
      return true;
    });
  });

  it("throws when the answer is cut short, after the bytes that came", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/files": multipart({ file: Buffer.alloc(100_000, "a"), isCut: true }),
    });
    await assert.rejects(collect(supervisor.client.files.read("/f")));
  });

  it("throws a ProtocolError when the answer does not say how it went", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/files": multipart({ file: Buffer.from("a") }),
    });
    await assert.rejects(collect(supervisor.client.files.read("/f")), ProtocolError);
  });

  it("can be left before the end", async () => {
    await using supervisor = await startFakeSupervisor({
      "GET /v1/files": multipart({ file: Buffer.alloc(5_000_000), results: [{ path: "/f" }] }),
    });
    for await (const chunk of supervisor.client.files.read("/f")) {
      assert.ok(chunk.length > 0);
      break;
    }
  });
});

async function* chunksOf(texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

describe("files.write", () => {
  const sources = {
    text: "hello",
    bytes: new TextEncoder().encode("hello"),
    chunks: chunksOf(["hel", "lo"]),
  };
  for (const [name, source] of Object.entries(sources)) {
    it(`sends the request, then the file, from ${name}`, async () => {
      await using supervisor = await startFakeSupervisor({ "POST /v1/files": sync([{ path: "/f" }]) });
      await supervisor.client.files.write("/f", source, { permissions: 0o60, userId: 0, makeDirs: true });
      const { headers, body = "" } = supervisor.seen[0] ?? {};
      const mark = /boundary=(.{32,})$/.exec(headers?.["content-type"] ?? "")?.[1];
      const [, request, file, end] = body.split(`--${mark}`);
      assert.deepEqual(JSON.parse(request?.split("\r\n\r\n")[1] ?? ""), {
        action: "write",
        files: [{ path: "/f", "make-dirs": true, permissions: "060", "user-id": 0 }],
      });
      assert.match(file ?? "", /name="files"; filename="\/f"\r\n\r\nhello\r\n$/);
      assert.equal(end, "--\r\n");
    });
  }

  it("escapes the path in the header of the part", async () => {
    await using supervisor = await startFakeSupervisor({ "POST /v1/files": sync([{ path: "/f" }]) });
    await supervisor.client.files.write('/a"b\\c', "");
    assert.match(supervisor.seen[0]?.body ?? "", /filename="\/a\\"b\\\\c"/);
  });

  it("throws a PathError when the supervisor cannot write it", async () => {
    const error = { kind: "permission-denied", message: "open /f: permission denied" };
    await using supervisor = await startFakeSupervisor({ "POST /v1/files": sync([{ path: "/f", error }]) });
    await assert.rejects(supervisor.client.files.write("/f", "x"), { kind: "permission-denied", path: "/f" });
  });

  it("fails with the source's own error when the source breaks", async () => {
    await using supervisor = await startFakeSupervisor({ "POST /v1/files": sync([{ path: "/f" }]) });
    // The code is one that a connection fails with, too.
    const error = Object.assign(new Error("the source broke"), { code: "ENOENT" });
    const broken = async function* (): AsyncIterable<Uint8Array> {
      yield new Uint8Array(1);
      throw error;
    };
    await assert.rejects(supervisor.client.files.write("/f", broken()), (thrown) => thrown === error);
  });
});

describe("files", () => {
  it("lists with a pattern, or the entry itself", async () => {
    await using supervisor = await startFakeSupervisor({ "GET /v1/files": sync([]) });
    await supervisor.client.files.list("/d", { pattern: "*.x" });
    await supervisor.client.files.list("/d", { itself: true });
    assert.deepEqual(
      supervisor.seen.map(({ url }) => url),
      ["/v1/files?action=list&path=%2Fd&pattern=%2A.x", "/v1/files?action=list&itself=true&path=%2Fd"],
    );
  });

  it("throws a PathError from list when there is no such path", async () => {
    const answer = failure(404, { kind: "not-found", message: "stat /d: no such file or directory" });
    await using supervisor = await startFakeSupervisor({ "GET /v1/files": answer });
    await assert.rejects(supervisor.client.files.list("/d"), { kind: "not-found", path: "/d" });
  });

  it("makes a directory and removes a path", async () => {
    await using supervisor = await startFakeSupervisor({ "POST /v1/files": sync([{ path: "/d" }]) });
    await supervisor.client.files.makeDir("/d", { makeParents: true, user: "bob" });
    await supervisor.client.files.remove("/d", { recursive: true });
    assert.deepEqual(
      supervisor.seen.map(({ body }): unknown => JSON.parse(body)),
      [
        { action: "make-dirs", dirs: [{ path: "/d", "make-parents": true, user: "bob" }] },
        { action: "remove", paths: [{ path: "/d", recursive: true }] },
      ],
    );
  });
});
