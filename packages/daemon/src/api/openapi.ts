import type { Handler } from "./request.ts";

/** `GET /v1/openapi.json`: the description is made when it is first asked for. */
export const createOpenApiHandler = (version: string): Handler => {
  let made: Promise<string> | undefined;
  const make = async (): Promise<string> => {
    const { openApiDocument } = await import("./openapi/document.ts");
    return JSON.stringify(openApiDocument(version));
  };
  return async () => {
    made ??= make();
    return { status: 200, contentType: "application/json", body: await made };
  };
};
