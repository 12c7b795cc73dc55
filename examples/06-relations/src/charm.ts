import {
  ActiveStatus,
  BlockedStatus,
  Charm,
  type Framework,
  main,
  type RelationChangedEvent,
  SchemaError,
  type SettableStatus,
  WaitingStatus,
} from "@cobble/charm";
import type { CatalogueTypes } from "./charmcraft.d.ts";
import { Item, Mirror } from "./interfaces.ts";

/** What the page shows. */
interface Page {
  readonly items: readonly Item[];
  readonly mirrors: readonly string[];
}

/** Shows a link to each application that is related to it. */
export class CatalogueCharm extends Charm<CatalogueTypes> {
  constructor(framework: Framework) {
    super(framework);
    this.trackChanges();
    this.observe(this.on.relation("item").changed, this.onItemChanged);
    this.reconcile(this.onReconcile);
  }

  /** Logs what is said anew. Reconciling does the rest, and need not know what has happened. */
  onItemChanged({ app, unit, changes }: RelationChangedEvent): void {
    if (unit !== undefined) return; // An item is what the application says; its units say only where they are.
    for (const [key, change] of changes) this.log.info(`${app.name} says ${key}: ${change.new ?? "nothing"}`);
  }

  async onReconcile(): Promise<void> {
    await this.#tellAddress();
    const mirrors = await this.#readMirrors();
    const { items, faults } = await this.#readItems();
    const isShown = await this.#show({ items, mirrors });
    const waiting = new WaitingStatus("waiting for the container");
    await this.unit.setStatus(isShown ? statusOf(items, faults) : waiting);
  }

  /** Tells the other units where this one is, and the related applications where the catalogue is. */
  async #tellAddress(): Promise<void> {
    const { ingressAddress } = await this.model.getBinding("item").getNetwork();
    if (ingressAddress === undefined) return;
    const url = `http://${ingressAddress}:${this.config.port}/`;
    // Each unit writes its own data, and the leader alone the application's. What is said already costs nothing.
    await (await this.model.getRelation("mirrors"))?.save({ url }, this.unit);
    if (!(await this.unit.isLeader())) return;
    for (const relation of await this.model.relations.get("item")) {
      await relation.save({ catalogue: url }, this.app);
    }
  }

  /** Where the other units are, as far as they have said it. */
  async #readMirrors(): Promise<readonly string[]> {
    const peers = await this.model.getRelation("mirrors");
    if (peers === undefined) return [];
    const said = await Promise.all([...peers.units].map((unit) => peers.load(Mirror, unit)));
    return said.flatMap(({ url }) => url ?? []);
  }

  /** What the related applications say, and what is wrong with it where it cannot be shown. */
  async #readItems(): Promise<{ readonly items: readonly Item[]; readonly faults: readonly SchemaError[] }> {
    const items: Item[] = [];
    const faults: SchemaError[] = [];
    for (const relation of await this.model.relations.get("item")) {
      if (relation.app === undefined) continue; // It has gone, and so has what it said.
      try {
        items.push(await relation.load(Item, relation.app));
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error;
        faults.push(error);
      }
    }
    return { items, faults };
  }

  /** Makes the web server show the page. @returns whether there is a container to do it in */
  async #show(page: Page): Promise<boolean> {
    const container = this.unit.getContainer("catalogue");
    if (!(await container.canConnect())) return false;
    const environment = { CATALOGUE_PORT: `${this.config.port}`, CATALOGUE_PAGE: JSON.stringify(page) };
    const service = { override: "replace", command: "catalogue", startup: "enabled", environment } as const;
    await container.addLayer("catalogue", { services: { catalogue: service } }, { combine: true });
    await container.replan(); // It restarts the server only if the page is another.
    return true;
  }
}

const statusOf = (items: readonly Item[], [fault]: readonly SchemaError[]): SettableStatus => {
  // The message names the application, the relation and the field: it is for the other end to put right.
  if (fault !== undefined) return new WaitingStatus(fault.message);
  if (items.length === 0) return new BlockedStatus("relate an application to catalogue:item");
  return new ActiveStatus(`shows ${items.map(({ name }) => name).join(", ")}`);
};

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(CatalogueCharm);
