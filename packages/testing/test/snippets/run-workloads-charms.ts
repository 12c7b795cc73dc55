// Code of docs/how-to/run-workloads-with-a-charm.md; run-workloads.test.ts runs it.
import {
  type ActionEvent,
  ActiveStatus,
  ChangeError,
  Charm,
  ExecError,
  type Framework,
  MaintenanceStatus,
  type PebbleCheckFailedEvent,
  type PebbleReadyEvent,
} from "@cobble/charm";

// snippet: mysql-charm
export class MysqlCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.container("main").pebbleReady, this.onReady);
    this.observe(this.on.action("backup"), this.onBackup);
  }

  async onReady({ workload }: PebbleReadyEvent): Promise<void> {
    await workload.start("mysql");
  }

  async onBackup(event: ActionEvent): Promise<void> {
    const container = this.unit.getContainer("main");
    if (!(await container.canConnect())) return event.fail("the container is not ready");
    try {
      await container.stop("mysql");
      const backup = await container.exec(["backup-mysql", "/srv/backup"]);
      await backup.wait();
    } catch (error) {
      // It did not stop, or the backup failed; either message has what the program wrote last.
      if (!(error instanceof ChangeError || error instanceof ExecError)) throw error;
      await event.fail(error.message);
    } finally {
      await container.start("mysql");
    }
  }
}
// end snippet

// snippet: check-events
export class WatchedCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    const { pebbleReady, pebbleCheckFailed, pebbleCheckRecovered } = this.on.container("web");
    this.observe(pebbleReady, this.onReady);
    this.observe(pebbleCheckFailed, this.onCheckFailed);
    this.observe(pebbleCheckRecovered, this.onCheckRecovered);
  }

  async onCheckFailed({ info }: PebbleCheckFailedEvent): Promise<void> {
    const { status, failures } = await info.get();
    if (status === "up") return; // it was down when the event was sent, and has recovered since
    await this.unit.setStatus(new MaintenanceStatus(`${info.name} failed ${failures} times`));
  }

  async onCheckRecovered(): Promise<void> {
    await this.unit.setStatus(new ActiveStatus());
  }
  // end snippet

  async onReady({ workload }: PebbleReadyEvent): Promise<void> {
    await workload.addLayer("web", {
      services: { web: { override: "replace", command: "web", startup: "enabled" } },
      checks: {
        "web-up": { override: "replace", period: "10s", threshold: 3, exec: { command: "web-ping" } },
      },
    });
    await workload.replan();
    await this.unit.setStatus(new ActiveStatus());
  }
}
