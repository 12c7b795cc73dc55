import { array, FileInfos, FileResults, FilesRequest, object, string, WriteFilesRequest } from "@cobble/wire";
import { choice, type Endpoint, optionalChoice, text } from "./endpoint.ts";

/** Files on the daemon's side. */
export const fileEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/files",
    access: "admin",
    summary: "List or read files",
    description: "Reading needs `Accept: multipart/form-data`.",
    parameters: [
      { ...choice("action", ["list", "read"], "Which of the two"), isRequired: true },
      { ...text("path", "Absolute; several for reading"), isList: true, isRequired: true },
      text("pattern", "List: only names that match, with `*`, `?` and `[ ]`"),
      optionalChoice("itself", ["true", "false"], "List: the directory itself, not what is in it"),
    ],
    answers: [
      { type: "sync", result: FileInfos },
      {
        type: "other",
        mediaType: "multipart/form-data",
        description: "A part `files` for each that could be read, then a part `response` with the results",
        schema: object({ response: FileResults }, { files: array(string()) }),
      },
    ],
    errors: [400, 403, 404],
  },
  {
    method: "POST",
    path: "/v1/files",
    access: "admin",
    summary: "Make directories, remove or write files",
    body: FilesRequest,
    multipart: object({ request: WriteFilesRequest }, { files: array(string()) }),
    answers: [{ type: "sync", result: FileResults }],
    errors: [400],
  },
];
