import type { CharmRelation } from "@cobble/plan";
import { isData } from "../data.ts";
import type { BoundEvent, CharmEvent } from "../events/event.ts";
import { CharmObject, type ObjectParent } from "../framework/charm-object.ts";
import { TracingError } from "../framework/errors.ts";
import type { Relation } from "../model/relation.ts";
import type { TraceDestination } from "./export.ts";

/** Who takes a charm's traces. */
export interface TracingOptions {
  /** The endpoint, of interface `tracing`, through which the address comes; when absent `framework.setTraceDestination` says it. */
  readonly relation?: string;
  /** The endpoint, of interface `certificate_transfer`, through which the certificates come that an https address needs. */
  readonly caRelation?: string;
  /** These certificates themselves, in PEM. */
  readonly ca?: string;
}

/** Reads data that somebody else has written; undefined when it is no JSON. */
const parse = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    // As good as nothing said: the other charm will say it anew.
    return undefined;
  }
};

const isHttp = (url: string): boolean => /^https?:\/\//.test(url);

/** The address for spans over HTTP, out of what a provider has written. */
export const otlpUrl = (receivers: string | undefined): string | undefined => {
  const list = parse(receivers);
  const receiver = (Array.isArray(list) ? list : [])
    .filter(isData)
    .find(({ protocol }) => isData(protocol) && protocol["name"] === "otlp_http");
  const url = receiver?.["url"];
  if (typeof url !== "string" || !isHttp(url)) return undefined;
  return `${url.replace(/\/+$/, "")}/v1/traces`;
};

/**
 * Finds out who takes the charm's traces, and asks the other charm for an address, by the relations that the options name.
 * @source ops 3.9, tracing/ops_tracing/_api.py, Tracing
 */
export class TracingEndpoint extends CharmObject {
  readonly #options: TracingOptions;
  readonly #kept: { destination: TraceDestination | undefined };

  /** @throws {TracingError} when the charm's description has no such endpoints, or of another kind */
  constructor(parent: ObjectParent, options: TracingOptions) {
    super(parent, "tracing");
    this.#options = options;
    this.#kept = this.storedState<{ destination: TraceDestination | undefined }>({ destination: undefined });
    if (options.relation === undefined) return;
    this.#expect(options.relation, "tracing");
    if (options.caRelation !== undefined) this.#expect(options.caRelation, "certificate_transfer");
    this.#observe(options.relation);
  }

  /** Who takes traces, as far as it is known; undefined when nobody does. */
  get destination(): TraceDestination | undefined {
    return this.#kept.destination;
  }

  /**
   * Sends traces there from this hook on, until something else is said or found.
   * @throws {TracingError} when it is not an address over HTTP or HTTPS
   */
  set destination(destination: TraceDestination | undefined) {
    const url = destination?.url;
    if (url !== undefined && !isHttp(url)) {
      throw new TracingError(
        `cannot send traces to ${JSON.stringify(url)}: want an address that begins with http:// or https://`,
      );
    }
    this.#kept.destination = destination;
  }

  /** Asks for an address over HTTP, which only the leader may do. */
  async onRequest(): Promise<void> {
    const { app, unit } = this.framework.model;
    if (!(await unit.isLeader())) return;
    for (const relation of await this.#relations(this.#options.relation)) {
      await relation.data.get(app).set("receivers", '["otlp_http"]');
    }
  }

  /** Looks again who takes traces. */
  async onChange(): Promise<void> {
    this.#kept.destination = await this.#find();
  }

  #observe(relation: string): void {
    const { charmEvents: on } = this.framework;
    const { caRelation } = this.#options;
    const tracing = on.relation(relation);
    const certificates = caRelation === undefined ? undefined : on.relation(caRelation);
    const asks: readonly BoundEvent<CharmEvent>[] = [tracing.created, on.leaderElected, on.upgradeCharm];
    const looks: readonly BoundEvent<CharmEvent>[] = [
      ...[on.start, on.upgradeCharm, tracing.changed, tracing.broken],
      ...(certificates === undefined ? [] : [certificates.changed, certificates.broken]),
    ];
    for (const event of asks) this.observe(event, this.onRequest);
    for (const event of looks) this.observe(event, this.onChange);
  }

  async #find(): Promise<TraceDestination | undefined> {
    const [relation] = await this.#relations(this.#options.relation);
    const url = otlpUrl(await this.#remoteData(relation, "receivers"));
    if (url === undefined) return undefined;
    if (url.startsWith("http://") || this.#options.caRelation === undefined)
      return { url, ca: this.#options.ca };
    const [certificates] = await this.#relations(this.#options.caRelation);
    const list = parse(await this.#remoteData(certificates, "certificates"));
    // Without the certificates nothing could be sent.
    if (!Array.isArray(list) || list.length === 0) return undefined;
    return { url, ca: list.map(String).sort().join("\n") };
  }

  /** Those of an endpoint; none when there is no endpoint. */
  async #relations(endpoint: string | undefined): Promise<readonly Relation[]> {
    return endpoint === undefined ? [] : this.framework.model.relations.get(endpoint);
  }

  async #remoteData(relation: Relation | undefined, key: string): Promise<string | undefined> {
    if (relation?.app === undefined) return undefined;
    return relation.data.get(relation.app).get(key);
  }

  #expect(name: string, wanted: CharmRelation["interface"]): void {
    const found = this.framework.meta.relations.get(name);
    if (found?.role === "requires" && found.interface === wanted) return;
    const what =
      found === undefined ? "there is none" : `it is of interface ${found.interface}, ${found.role}`;
    throw new TracingError(
      `cannot trace by relation ${JSON.stringify(name)}: charmcraft.yaml has to have it below requires, with interface ${wanted}; ${what}`,
    );
  }
}
