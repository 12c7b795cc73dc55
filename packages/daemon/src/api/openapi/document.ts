import {
  type AccessLevel,
  accessLevels,
  array,
  Envelope,
  ErrorResult,
  integer,
  object,
  oneOf,
  type Schema,
  statusTexts,
  string,
} from "@cobble/wire";
import type { Answer, Endpoint, Parameter } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";

type Json = Readonly<Record<string, unknown>>;

/** What every endpoint may answer beside its own errors, and why. */
const commonErrors = [401] as const;

const statusText = (status: number): string =>
  (statusTexts as Readonly<Record<number, string | undefined>>)[status] ?? String(status);

const envelope = (type: "sync" | "async", result: Schema): Schema =>
  object(
    {
      type: oneOf([type]),
      "status-code": integer(),
      status: string(),
      result,
      ...(type === "async" ? { change: string({ description: "the id of the change" }) } : {}),
    },
    {
      "latest-warning": string({
        description: "when the newest warning last repeated; absent without warnings",
      }),
    },
  );

const content = (answer: Answer): readonly [mediaType: string, content: Json] =>
  answer.type === "other"
    ? [answer.mediaType, answer.schema === undefined ? {} : { schema: answer.schema }]
    : ["application/json", { schema: envelope(answer.type, answer.result) }];

const answersOf = ({ answers, errors = [], path }: Endpoint): Json => {
  const good = Object.fromEntries(answers.map(content));
  const status = answers.some(({ type }) => type === "async") ? 202 : 200;
  const isSocket = answers.length === 0 && path.includes("websocket");
  const error = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  return {
    ...(answers.length === 0 ? {} : { [status]: { description: statusText(status), content: good } }),
    ...(isSocket ? { 101: { description: "Switching Protocols" } } : {}),
    ...(path === "/v1/health" ? { 502: { description: statusText(502), content: good } } : {}),
    ...Object.fromEntries(
      [...commonErrors, ...errors].map((code) => [code, { description: statusText(code), content: error }]),
    ),
  };
};

const parameterOf = ({ name, description, schema, ...rest }: Parameter): Json => ({
  name,
  in: rest.in,
  description,
  required: rest.isRequired ?? false,
  schema: rest.isList === true ? array(schema) : schema,
  ...(rest.isList === true ? { style: "form", explode: true } : {}),
});

const bodyOf = ({ body, multipart }: Endpoint): Json => {
  const media = {
    ...(body === undefined ? {} : { "application/json": { schema: body } }),
    ...(multipart === undefined ? {} : { "multipart/form-data": { schema: multipart } }),
  };
  return Object.keys(media).length === 0 ? {} : { requestBody: { required: true, content: media } };
};

const levels: Readonly<Record<Endpoint["access"], readonly AccessLevel[]>> = {
  open: accessLevels,
  metrics: ["metrics", "read", "admin"],
  read: ["read", "admin"],
  admin: ["admin"],
  pairing: ["admin"],
};

const operationId = ({ method, path }: Endpoint): string =>
  [method.toLowerCase(), ...path.split("/").slice(2)]
    .map((part) => part.replace(/[{}.]/g, ""))
    .flatMap((part) => part.split("-"))
    .join("-");

const operationOf = (endpoint: Endpoint): Json => ({
  operationId: operationId(endpoint),
  summary: endpoint.summary,
  ...(endpoint.description === undefined ? {} : { description: endpoint.description }),
  ...(endpoint.isOurs === true ? { "x-only-in": "Cobble" } : {}),
  "x-access": levels[endpoint.access],
  ...(endpoint.parameters === undefined ? {} : { parameters: endpoint.parameters.map(parameterOf) }),
  ...bodyOf(endpoint),
  responses: answersOf(endpoint),
});

const pathsOf = (): Json => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const operations = paths[endpoint.path] ?? {};
    operations[endpoint.method.toLowerCase()] = operationOf(endpoint);
    paths[endpoint.path] = operations;
  }
  return paths;
};

/**
 * The API as OpenAPI 3.1, made of the same schemas that requests and answers are read by.
 * @param version of the daemon
 */
export const openApiDocument = (version: string): Json => ({
  openapi: "3.1.0",
  info: {
    title: "Cobble",
    summary: "The API of a service supervisor",
    version,
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: "http://localhost", description: "over the Unix socket, or the address of --http" }],
  security: [{}, { basic: [] }, { certificate: [] }],
  paths: pathsOf(),
  components: {
    schemas: {
      Envelope,
      Error: object({
        type: oneOf(["error"]),
        "status-code": integer(),
        status: string(),
        result: ErrorResult,
      }),
    },
    securitySchemes: {
      basic: { type: "http", scheme: "basic", description: "on the Unix socket and over HTTP" },
      certificate: { type: "mutualTLS", description: "over HTTPS" },
    },
  },
});
