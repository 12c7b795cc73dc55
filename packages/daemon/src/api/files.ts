import { FilesRequest, quoted } from "@cobble/wire";
import type { Clock } from "../deps.ts";
import { ApiError, FileError } from "../errors.ts";
import { listFiles } from "../managers/files/list.ts";
import { makeDirs } from "../managers/files/make-dirs.ts";
import { removePaths } from "../managers/files/remove.ts";
import type { Files } from "../os/files.ts";
import type { Users } from "../os/users.ts";
import { readPaths, readTarget } from "../request-target.ts";
import type { Audit } from "./audit.ts";
import { readBody } from "./body.ts";
import { bodyEncoding } from "./files/media-type.ts";
import { readFiles } from "./files/read.ts";
import { writeFiles } from "./files/write.ts";
import type { ApiRequest, ApiResponse, Handler } from "./request.ts";
import { sync, syncList } from "./respond.ts";

interface Deps {
  readonly files: Files;
  readonly users: Users;
  readonly clock: Pick<Clock, "offsetMinutes">;
  readonly audit: Audit;
}

const itselfParameter = (query: URLSearchParams): boolean => {
  const value = query.get("itself") ?? "";
  if (!["", "true", "false"].includes(value)) {
    throw new ApiError(400, 'itself parameter must be "true" or "false"');
  }
  return value === "true";
};

/** @source pebble 1.32, seen: GET /v1/files?action=list of paths with each kind of fault */
const listStatuses = { "not-found": 404, "permission-denied": 403, "generic-file-error": 400 } as const;

/** The values of a parameter with all their bytes: names of files need not be UTF-8. */
const pathParameters = (request: ApiRequest, name: string): readonly string[] =>
  readPaths(readTarget(request.url())?.search ?? "", name);

const list = async (request: ApiRequest, deps: Deps): Promise<ApiResponse> => {
  const query = request.query();
  const [path = ""] = pathParameters(request, "path");
  const [pattern = ""] = pathParameters(request, "pattern");
  if (path === "") throw new ApiError(400, "must specify path");
  const itself = itselfParameter(query);
  if (!path.startsWith("/")) {
    throw new ApiError(400, `path must be absolute, got ${quoted(path)}`);
  }
  try {
    const entries = await listFiles(path, { ...deps, itself, pattern });
    return syncList({ entries, toWire: (entry) => entry });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ApiError(listStatuses[error.kind], error.message, { kind: error.kind });
  }
};

const read = (request: ApiRequest, deps: Deps): ApiResponse => {
  const paths = pathParameters(request, "path");
  if (paths.length === 0) throw new ApiError(400, "must specify one or more paths");
  if (request.header("accept") !== "multipart/form-data") {
    throw new ApiError(400, "must accept multipart/form-data");
  }
  return readFiles(paths, {
    files: deps.files,
    onFile: (path) => deps.audit.adminActs(request.caller, { act: "pull_file", to: path }),
  });
};

const postJson = async (request: ApiRequest, deps: Deps): Promise<ApiResponse> => {
  const body = await readBody(request, FilesRequest, { prefix: "cannot decode request body" });
  switch (body.action) {
    case "make-dirs":
      return sync(await makeDirs(body.dirs ?? [], deps));
    case "remove":
      return sync(await removePaths(body.paths ?? [], deps.files));
    case "write":
      throw new ApiError(400, 'must use multipart with "write" action');
    default:
      throw new ApiError(400, `invalid action ${quoted(body.action ?? "")}`);
  }
};

/** The handlers of `/v1/files`. */
export const createFileHandlers = (deps: Deps): { readonly get: Handler; readonly post: Handler } => {
  return {
    get: (request) => {
      const action = request.query().get("action") ?? "";
      if (action === "list") return list(request, deps);
      if (action === "read") return read(request, deps);
      throw new ApiError(400, `invalid action ${quoted(action)}`);
    },
    post: async (request) => {
      const encoding = bodyEncoding(request.header("content-type") ?? "");
      if (encoding.type === "json") return postJson(request, deps);
      return sync(
        await writeFiles(request, {
          ...deps,
          onFile: (path) => deps.audit.adminActs(request.caller, { act: "push_file", to: path }),
          boundary: encoding.boundary,
        }),
      );
    },
  };
};
