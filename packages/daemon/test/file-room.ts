import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { FileInfo, FileResult } from "@cobble/wire";
import { type Answer, type Listening, startListening } from "./listening.ts";

const boundary = "0123456789abcdef0123456789abcdef";

/** The headers of a multipart request. */
export const multipart = { "content-type": `multipart/form-data; boundary=${boundary}` };

/** What a read has to be asked with. */
export const acceptMultipart = { accept: "multipart/form-data" };

/** One part of a multipart body. */
export const part = (name: string, content: string, filename?: string): string =>
  `${partHead(name, filename)}${content}\r\n`;

/** All of a part before its content. */
export const partHead = (name: string, filename?: string): string => {
  const file = filename === undefined ? "" : `; filename="${filename.replace(/["\\]/g, "\\$&")}"`;
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
};

type Item = Readonly<Record<string, unknown>>;

/** The first part of a write. */
export const metadata = (...files: readonly Item[]): string =>
  part("request", JSON.stringify({ action: "write", files }));

/** The end of a multipart body. */
export const end = `--${boundary}--\r\n`;

/** A folder, and requests to do things in it. */
export interface FileRoom extends AsyncDisposable {
  readonly server: Listening;
  readonly root: string;
  /** The path of a name in the folder. */
  at(name: string): string;
  get(parameters: Readonly<Record<string, string>>): Promise<Answer>;
  list(parameters: Readonly<Record<string, string>>): Promise<readonly FileInfo[]>;
  /** The contents of the files that could be read, and how each path went. */
  read(
    ...paths: readonly string[]
  ): Promise<{ readonly contents: readonly string[]; readonly results: readonly FileResult[] }>;
  /** Sends a multipart body. */
  send(body: string | Buffer | Readable): Promise<Answer>;
  /** Writes one file. */
  write(item: Item, content?: string): Promise<FileResult | undefined>;
  /** Sends a JSON body. */
  act(body: unknown): Promise<readonly FileResult[]>;
  makeDir(item: Item): Promise<FileResult | undefined>;
  remove(item: Item): Promise<FileResult | undefined>;
}

/** Makes a folder behind a real socket. */
export const openFileRoom = async (): Promise<FileRoom> => {
  const server = await startListening();
  const root = join(server.directory, "root");
  mkdirSync(root);
  const get: FileRoom["get"] = (parameters) =>
    server.send("GET", `/v1/files?${new URLSearchParams(parameters)}`);
  const send: FileRoom["send"] = (body) => server.send("POST", "/v1/files", { headers: multipart, body });
  const act: FileRoom["act"] = async (body) =>
    (await server.post("/v1/files", body)).result as readonly FileResult[];
  return {
    server,
    root,
    at: (name) => join(root, name),
    get,
    list: async (parameters) => (await get({ action: "list", ...parameters })).result as readonly FileInfo[],
    read: async (...paths) => {
      const query = paths.map((path) => `&path=${encodeURIComponent(path)}`).join("");
      const answer = await server.send("GET", `/v1/files?action=read${query}`, { headers: acceptMultipart });
      const headers = { "content-type": String(answer.headers["content-type"]) };
      const parts = await new Response(answer.body, { headers }).formData();
      const contents = await Promise.all(parts.getAll("files").map((file) => new Response(file).text()));
      return { contents, results: JSON.parse(String(parts.get("response"))).result };
    },
    send,
    write: async (item, content = "new") => {
      const answer = await send(metadata(item) + part("files", content, String(item["path"])) + end);
      return (answer.result as readonly FileResult[])[0];
    },
    act,
    makeDir: async (item) => (await act({ action: "make-dirs", dirs: [item] }))[0],
    remove: async (item) => (await act({ action: "remove", paths: [item] }))[0],
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
