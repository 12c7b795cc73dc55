import type { Transport } from "@cobble/client";
import type { RunTool } from "../hook-tools/run-tool.ts";
import type { Trace } from "./trace.ts";

/** Runs each tool within a span. */
export const traceTools =
  (run: RunTool, trace: Trace): RunTool =>
  (tool, args, input) =>
    trace({ name: tool, kind: "client", attributes: { argv: [tool, ...args] } }, () =>
      run(tool, args, input),
    );

/** Sends each request to a supervisor within a span, and tells the supervisor of it. */
export const traceTransport = (transport: Transport, trace: Trace): Transport => ({
  request: (request) => {
    const path = request.target.split("?")[0] ?? "";
    const attributes = { "http.request.method": request.method, "url.path": path };
    return trace({ name: `${request.method} ${path}`, kind: "client", attributes }, ({ traceparent }) =>
      transport.request({
        ...request,
        headers: { ...request.headers, ...(traceparent !== undefined && { traceparent }) },
      }),
    );
  },
  connectWebSocket: (request) => {
    const attributes = { "url.path": request.target };
    return trace({ name: `websocket ${request.target}`, kind: "client", attributes }, () =>
      transport.connectWebSocket(request),
    );
  },
});
