import { ActiveStatus, Charm, type Framework, main, type PebbleReadyEvent } from "@cobble/charm";
import { type Client, createClient } from "@cobble/client";
import { combineLayers, parseLayer } from "@cobble/plan";
import { parseDurationMs, type ServiceInfo } from "@cobble/wire";

/** Uses the declarations as a reader of them would; a wrong one does not compile. */
export class PauseCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.container("pause").pebbleReady, this.onReady);
  }

  async onReady(event: PebbleReadyEvent): Promise<void> {
    await event.workload.replan();
    await this.unit.setStatus(new ActiveStatus());
  }
}

/** @returns how long, in milliseconds, and the names of services that run */
export async function read(
  client: Client,
): Promise<{ readonly ms: number; readonly names: readonly string[] }> {
  const services: readonly ServiceInfo[] = await client.services.list();
  const plan = combineLayers([parseLayer("services: {}", { label: "base" })]);
  const names = services.map(({ name }) => name).filter((name) => plan.services.has(name));
  return { ms: parseDurationMs("1m") ?? 0, names };
}

// @ts-expect-error An address is needed; if anything goes, the declarations say nothing.
createClient({ nothing: true });

export const run = (): Promise<void> => main(PauseCharm);
