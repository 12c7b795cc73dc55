import type { RequestStep } from "./case.ts";

/** Of the bodies that {@link multipartBody} makes. */
export const boundary = "01234567890123456789012345678901";

/** The headers of a multipart body. */
export const multipartHeaders = { "content-type": `multipart/form-data; boundary=${boundary}` };

/** The part with what is asked for. */
export function requestPart(request: unknown): string {
  const text = typeof request === "string" ? request : JSON.stringify(request);
  return `--${boundary}\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name="request"\r\n\r\n${text}\r\n`;
}

/** The part of a file. */
export function filePart(path: string, content: string): string {
  return `--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: form-data; name="files"; filename="${path}"\r\n\r\n${content}\r\n`;
}

/** What comes after the last part. */
export const lastBoundary = `--${boundary}--\r\n`;

/** A write of files in the form of the API: the request, a part for each file with its content. */
export function multipartWrite(
  entries: readonly Readonly<Record<string, unknown>>[],
  contents: readonly string[],
): Pick<RequestStep, "body" | "headers"> {
  const parts = entries.map(({ path }, at) => filePart(String(path), contents[at] ?? ""));
  return {
    body: [requestPart({ action: "write", files: entries }), ...parts, lastBoundary].join(""),
    headers: multipartHeaders,
  };
}
