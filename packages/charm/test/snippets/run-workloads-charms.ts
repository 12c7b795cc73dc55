// Code of docs/how-to/run-workloads-with-a-charm.md; run-workloads-charms.test.ts runs it.
import {
  ActiveStatus,
  Charm,
  type Framework,
  Layer,
  type PebbleCustomNoticeEvent,
  type PebbleReadyEvent,
} from "@cobble/charm";

// snippet: pause-charm
export class PauseCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    // The event has the name of the container in charmcraft.yaml.
    this.observe(this.on.container("pause").pebbleReady, this.onPauseReady);
    this.observe(this.on.configChanged, this.onConfigChanged);
  }

  async onPauseReady(event: PebbleReadyEvent): Promise<void> {
    const container = event.workload;
    await container.addLayer("pause", this.pauseLayer(), { combine: true });
    await container.addLayer("pause-config", this.configLayer(), { combine: true });
    // Starts what is enabled.
    await container.replan();
    await this.unit.setStatus(new ActiveStatus());
  }

  pauseLayer(): Layer {
    return new Layer({
      summary: "pause layer",
      services: {
        pause: {
          override: "replace",
          summary: "does nothing, for ever",
          command: "pause",
          startup: "enabled",
        },
      },
    });
  }
  // end snippet

  // snippet: config-changed
  async onConfigChanged(): Promise<void> {
    const container = this.unit.getContainer("pause");
    // Without its supervisor, or its service, pebble-ready is still to come, and brings the configuration.
    if (!(await container.canConnect())) return;
    const before = await container.getPlan();
    if (!before.services.has("pause")) return;
    await container.addLayer("pause-config", this.configLayer(), { combine: true });
    if ((await container.getPlan()).equals(before)) return;
    await container.replan();
    this.log.info("pause runs with its new configuration");
    await this.unit.setStatus(new ActiveStatus());
  }

  configLayer(): Layer {
    const environment = { TIMEOUT: String(this.config["timeout"]) };
    return new Layer({ services: { pause: { override: "merge", environment } } });
  }
  // end snippet
}

// snippet: backup-charm
export class PostgresCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.container("db").pebbleCustomNotice, this.onNotice);
  }

  async onNotice(event: PebbleCustomNoticeEvent): Promise<void> {
    const { notice, workload } = event;
    if (notice.key === "canonical.com/postgresql/backup-done") {
      const { path = "" } = await notice.lastData();
      this.log.info(`the backup is done: copying ${path} to the cloud`);
      await upload(workload.pullStream(path), "db-backup.sql");
    } else if (notice.key === "canonical.com/postgresql/other-thing") {
      this.log.info("the other thing happened");
    }
  }
}
// end snippet

/** What has been uploaded, by name: a charm would hand it to its cloud. */
export const uploads = new Map<string, string>();

const upload = async (stream: AsyncIterable<Uint8Array>, name: string): Promise<void> => {
  let text = "";
  for await (const chunk of stream) text += new TextDecoder().decode(chunk);
  uploads.set(name, text);
};
