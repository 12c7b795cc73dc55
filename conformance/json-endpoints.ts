import type { RequestStep } from "./case.ts";
import { lines } from "./lines.ts";
import { failure } from "./replies.ts";

/** A layer whose check makes the change 1, so that there is one to send bodies to. */
export const oneChange = {
  "layers/001-base.yaml": lines("checks:", "  up: {override: replace, exec: {command: 'true'}, period: 1h}"),
};

/** The header that the endpoint of files looks at. */
export const json = { "content-type": "application/json" };

const dataPrefix = "cannot decode data from request body";
const bodyPrefix = "cannot decode request body";

/** What an endpoint that takes JSON calls the type of its body, and how its errors begin. */
export interface Endpoint {
  readonly path: string;
  readonly prefix: string;
  readonly type: string;
}

/** Every endpoint that takes JSON. */
export const endpoints: readonly Endpoint[] = [
  {
    path: "/v1/services",
    prefix: dataPrefix,
    type: 'struct { Action string "json:\\"action\\""; Services []string "json:\\"services\\"" }',
  },
  { path: "/v1/changes/1", prefix: dataPrefix, type: 'struct { Action string "json:\\"action\\"" }' },
  {
    path: "/v1/checks",
    prefix: dataPrefix,
    type: 'struct { Action string "json:\\"action\\""; Checks []string "json:\\"checks\\"" }',
  },
  { path: "/v1/checks/refresh", prefix: dataPrefix, type: 'struct { Name string "json:\\"name\\"" }' },
  {
    path: "/v1/layers",
    prefix: bodyPrefix,
    type: 'struct { Action string "json:\\"action\\""; Combine bool "json:\\"combine\\""; Inner bool "json:\\"inner\\""; Label string "json:\\"label\\""; Format string "json:\\"format\\""; Layer string "json:\\"layer\\"" }',
  },
  {
    path: "/v1/notices",
    prefix: bodyPrefix,
    type: 'struct { Action string "json:\\"action\\""; Type string "json:\\"type\\""; Key string "json:\\"key\\""; RepeatAfter string "json:\\"repeat-after\\""; DataJSON json.RawMessage "json:\\"data\\"" }',
  },
  {
    path: "/v1/files",
    prefix: bodyPrefix,
    type: 'struct { Action string "json:\\"action\\""; Dirs []daemon.makeDirsItem "json:\\"dirs\\""; Paths []daemon.removePathsItem "json:\\"paths\\"" }',
  },
  { path: "/v1/signals", prefix: bodyPrefix, type: "daemon.signalsPayload" },
  { path: "/v1/exec", prefix: bodyPrefix, type: "daemon.execPayload" },
];

/** The endpoint at a path. */
export const endpointAt = (path: string): Endpoint => {
  const found = endpoints.find((endpoint) => endpoint.path === path);
  if (found === undefined) throw new Error(`no endpoint ${path}`);
  return found;
};

/** A body that is refused with that text after the prefix. */
export const refused = (
  { path, prefix }: Endpoint,
  sent: { body: string; message: string },
): RequestStep => ({
  send: `POST ${path}`,
  body: sent.body,
  headers: json,
  ...failure(400, { message: `${prefix}: ${sent.message}` }),
});
