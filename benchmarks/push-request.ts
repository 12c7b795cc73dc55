import type { RawRequest } from "./keep-alive.ts";

const boundary = "benchmark-boundary-benchmark-boundary";

/** What writes a file by `POST /v1/files`, its content in the pieces that are given. */
export function pushRequest(path: string, content: readonly Uint8Array[]): RawRequest {
  const json = JSON.stringify({ action: "write", files: [{ path, permissions: "644" }] });
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="request"\r\nContent-Type: application/json\r\n\r\n` +
    `${json}\r\n--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${path}"\r\n` +
    "Content-Type: application/octet-stream\r\n\r\n";
  const pieces = [Buffer.from(head), ...content, Buffer.from(`\r\n--${boundary}--\r\n`)];
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return {
    method: "POST",
    path: "/v1/files",
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: size < 65_536 ? [Buffer.concat(pieces)] : pieces,
  };
}
