import type { Transport } from "@cobble/client";
import type { RunTool } from "../hook-tools/run-tool.ts";
import type { Span, Trace } from "./trace.ts";

/** Runs each tool within a span. */
export const traceTools =
  (run: RunTool, trace: Trace): RunTool =>
  (tool, args, input) =>
    trace({ name: tool, kind: "client", attributes: { argv: [tool, ...args] } }, () =>
      run(tool, args, input),
    );

/** Headers with the place of a span among them, if there is one. */
const withPlace = (
  headers: Readonly<Record<string, string>> | undefined,
  { traceparent }: Span,
): { readonly headers: Readonly<Record<string, string>> } => ({
  headers: { ...headers, ...(traceparent !== undefined && { traceparent }) },
});

/** Sends each request to a supervisor and opens each websocket within a span, and tells the supervisor of it. */
export const traceTransport = (transport: Transport, trace: Trace): Transport => ({
  request: (request) => {
    const path = request.target.split("?")[0] ?? "";
    const attributes = { "http.request.method": request.method, "url.path": path };
    return trace({ name: `${request.method} ${path}`, kind: "client", attributes }, (span) =>
      transport.request({ ...request, ...withPlace(request.headers, span) }),
    );
  },
  connectWebSocket: (request) => {
    const attributes = { "url.path": request.target };
    return trace({ name: `websocket ${request.target}`, kind: "client", attributes }, (span) =>
      transport.connectWebSocket({ ...request, ...withPlace(request.headers, span) }),
    );
  },
});
