// Code of docs/how-to/use-storage.md; use-storage.test.ts runs it.
import {
  type ActionEvent,
  BlockedStatus,
  Charm,
  type Framework,
  type StorageAttachedEvent,
} from "@cobble/charm";

export class ArchiveCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.storage("data").attached, this.onDataAttached);
    this.observe(this.on.configChanged, this.onConfigChanged);
    this.observe(this.on.action("grow"), this.onGrow);
  }

  // snippet: attached
  async onDataAttached(event: StorageAttachedEvent): Promise<void> {
    const { storage } = event;
    this.log.info(`${storage.fullId} is at ${await storage.getLocation()}`);
  }
  // end snippet

  // snippet: list
  async onConfigChanged(): Promise<void> {
    const storages = await this.model.storages.get("data");
    if (storages.length === 0) {
      await this.unit.setStatus(new BlockedStatus("add a storage: juju add-storage archive/0 data"));
      return;
    }
    for (const storage of storages) this.log.info(`${storage.fullId}: ${await storage.getLocation()}`);
  }
  // end snippet

  // snippet: request
  async onGrow(event: ActionEvent): Promise<void> {
    await this.model.storages.request("data", 2);
    await event.log("asked for 2 storages more");
  }
  // end snippet
}
