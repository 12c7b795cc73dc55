// Code of docs/how-to/relate-charms.md; relate-charms.test.ts runs it.
import {
  ActiveStatus,
  BlockedStatus,
  Charm,
  type Framework,
  type LeaderElectedEvent,
  type RelationChangedEvent,
  SchemaError,
  WaitingStatus,
} from "@cobble/charm";
import * as z from "zod";

// snippet: schema
const Database = z.object({
  endpoints: z.array(z.string()),
  version: z.string().default("unknown"),
  tls: z.boolean().default(false),
});
// end snippet

export class WebCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    // snippet: observe
    this.observe(this.on.relation("db").changed, this.onDbChanged);
    this.observe(this.on.relation("db").broken, this.onDbBroken);
    // end snippet
    this.observe(this.on.leaderElected, this.onLeaderElected);
    this.observe(this.on.configChanged, this.onConfigChanged);
  }

  // snippet: read
  async onDbChanged(event: RelationChangedEvent): Promise<void> {
    const theirs = event.relation.data.get(event.app);
    const endpoints = await theirs.get("endpoints");
    if (endpoints === undefined) {
      await this.unit.setStatus(new WaitingStatus("waiting for the database"));
      return;
    }
    this.log.info(`the database is at ${endpoints}`);
    for (const unit of event.relation.units) {
      const address = await event.relation.data.get(unit).get("ingress-address");
      this.log.info(`${unit.name} is at ${address}`);
    }
  }
  // end snippet

  async onDbBroken(): Promise<void> {
    await this.unit.setStatus(new BlockedStatus("relate me to a database"));
  }

  // snippet: write
  async onLeaderElected(_event: LeaderElectedEvent): Promise<void> {
    const relation = await this.model.getRelation("db");
    if (relation === undefined) return;
    // One run of relation-set, and none when nothing would change.
    await relation.data.get(this.app).update({ database: "web", "extra-user-roles": "admin" });
    await relation.data.get(this.unit).set("weight", "10");
    await relation.data.get(this.unit).delete("old-weight");
  }
  // end snippet

  // snippet: typed
  async onConfigChanged(): Promise<void> {
    for (const relation of await this.model.relations.get("db")) {
      if (relation.app === undefined) continue;
      try {
        const { endpoints, tls } = await relation.load(Database, relation.app);
        await relation.save({ hosts: endpoints.length, tls }, this.unit);
        await this.unit.setStatus(new ActiveStatus());
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error;
        // cannot use the data of pg in relation db:7: endpoints: ...
        await this.unit.setStatus(new WaitingStatus(error.message));
      }
    }
  }
  // end snippet
}
