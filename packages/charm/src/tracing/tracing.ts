import { openTransport, type Transport } from "@cobble/client";
import type { HookContext } from "../context.ts";
import type { Framework } from "../framework/framework.ts";
import type { RunTool } from "../hook-tools/run-tool.ts";
import { postTraces } from "../os/post-traces.ts";
import { now, nowUs, randomHex } from "../os/process.ts";
import { openTraceBuffer } from "../os/trace-buffer.ts";
import { TracingEndpoint, type TracingOptions } from "./endpoint.ts";
import { exportTraces, type TraceDestination } from "./export.ts";
import { encodeSpans } from "./otlp.ts";
import type { SpanAttributes, Trace } from "./trace.ts";
import { traceTools, traceTransport } from "./traced.ts";
import { Tracer } from "./tracer.ts";

/** The tracing of one dispatch. */
export interface Tracing {
  readonly trace: Trace;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Runs each tool within a span. */
  tools(run: RunTool): RunTool;
  /** Reaches a supervisor, each request within a span. */
  connect(socketPath: string): Transport;
  /** Observes the relations that say who takes traces. */
  attach(framework: Framework): void;
  /** Says who takes traces from now on: see `Framework.setTraceDestination`. */
  readonly setDestination: (destination: TraceDestination | undefined) => void;
  /** Sends what was traced, or keeps it for a later hook. Never rejects. */
  finish(printError: (line: string) => void): Promise<void>;
}

/** @source ops 3.9, tracing/ops_tracing/_backend.py, setup */
const describeCharm = (
  context: HookContext,
  charm: { readonly name: string; readonly type: string },
): SpanAttributes => {
  const [app = "", unit = ""] = context.unitName.split("/");
  return {
    "service.namespace": context.modelUuid,
    "service.namespace.name": context.modelName,
    "service.name": app,
    "service.instance.id": unit,
    charm: charm.name,
    charm_type: charm.type,
    juju_model: context.modelName,
    juju_model_uuid: context.modelUuid,
    juju_application: app,
    juju_unit: context.unitName,
  };
};

/** Begins to trace a dispatch. */
export const startTracing = (
  options: TracingOptions,
  { context, charmType }: { readonly context: HookContext; readonly charmType: string },
): Tracing => {
  const tracer = new Tracer({ nowUs, randomHex });
  let endpoint: TracingEndpoint | undefined;
  const finish = async (): Promise<void> => {
    const name = endpoint?.framework.meta.name ?? "[unknown]";
    const body = encodeSpans(tracer.finished, describeCharm(context, { name, type: charmType }));
    // What the charm itself handles is worth more than what only this module looked at.
    const observed = tracer.finished.some(
      ({ attributes: { event_type: type, handler } }) =>
        type === "hook" && !String(handler).startsWith("tracing."),
    );
    const buffer = openTraceBuffer(`${context.charmDir}/.tracing-data`);
    await exportTraces(
      { post: postTraces, buffer, now },
      { body, observed, destination: endpoint?.destination },
    );
  };
  return {
    trace: tracer.trace,
    traceId: tracer.traceId,
    tools: (run) => traceTools(run, tracer.trace),
    connect: (socketPath) => traceTransport(openTransport({ socketPath }), tracer.trace),
    attach: (framework) => {
      endpoint = new TracingEndpoint({ framework }, options);
    },
    setDestination: (destination) => {
      if (endpoint !== undefined) endpoint.destination = destination;
    },
    async finish(printError) {
      try {
        await finish();
      } catch (error) {
        // The hook is over, and must not fail for want of its trace.
        printError(`cannot keep the trace of ${context.dispatchPath}: ${String(error)}`);
      }
    },
  };
};
