// Code of docs/how-to/run-workloads-with-a-charm.md; a test beside it runs each piece of it.
import type { Container } from "@cobble/charm";

/** The page's code about layers, services, checks and notices. */
export const servicePieces = {
  async addOnce(container: Container): Promise<void> {
    // snippet: add-once
    const plan = await container.getPlan();
    if (!plan.services.has("web")) {
      await container.addLayer("web", {
        services: { web: { override: "replace", command: "pause", startup: "enabled" } },
      });
    }
    // end snippet
  },

  async addFromYaml(container: Container): Promise<void> {
    // snippet: add-yaml
    const yaml = `
      services:
        web:
          override: merge
          environment:
            LOG_LEVEL: debug
    `;
    await container.addLayer("web-debug", yaml, { combine: true });
    // end snippet
  },

  async startSnappass(container: Container): Promise<void> {
    // snippet: replan
    const layer = {
      services: {
        snappass: {
          override: "replace",
          summary: "snappass service",
          command: "snappass",
          startup: "enabled",
        },
      },
    } as const;
    await container.addLayer("snappass", layer, { combine: true });
    await container.replan();
    // end snippet
  },

  async backupIfRunning(container: Container, dump: () => Promise<void>): Promise<void> {
    // snippet: is-running
    const database = await container.getService("database");
    const wasRunning = database.isRunning();
    if (wasRunning) await container.stop("database");
    await dump();
    if (wasRunning) await container.start("database");
    // end snippet
  },

  async tellServices(container: Container, log: { info(text: string): void }): Promise<void> {
    // snippet: services
    for (const { name, current, startup } of (await container.getServices()).values()) {
      log.info(`${name} is ${current}, and ${startup} at the start`);
    }
    // end snippet
  },

  async readLogs(container: Container, log: { info(text: string): void }): Promise<void> {
    // snippet: logs
    for await (const { time, service, message } of container.pebble.logs.read({
      services: ["redis"],
      n: 100,
    })) {
      log.info(`${time} [${service}] ${message}`);
    }
    // end snippet
  },

  async reload(container: Container): Promise<void> {
    // snippet: signal
    await container.sendSignal("SIGHUP", "nginx", "redis");
    // end snippet
  },

  async addRestarts(container: Container): Promise<void> {
    // snippet: auto-restart
    await container.addLayer("server", {
      services: {
        server: {
          override: "replace",
          command: "pause",
          "on-success": "restart", // or shutdown, success-shutdown, failure-shutdown, ignore
          "on-failure": "restart",
          "backoff-delay": "500ms",
          "backoff-factor": 2,
          "backoff-limit": "30s",
        },
      },
    });
    // end snippet
  },

  async addChecks(container: Container): Promise<void> {
    // snippet: checks
    await container.addLayer("checks", {
      checks: {
        nginx: {
          override: "replace",
          level: "alive", // what the probe for liveness asks for
          period: "10s",
          timeout: "3s",
          threshold: 3,
          exec: { command: "service nginx status" },
        },
        port: { override: "replace", level: "ready", tcp: { port: 8080 } },
        page: { override: "replace", http: { url: "http://localhost:8080/test" } },
      },
    });
    // end snippet
  },

  async addCheckRestart(container: Container): Promise<void> {
    // snippet: on-check-failure
    await container.addLayer(
      "server-check",
      { services: { server: { override: "merge", "on-check-failure": { page: "restart" } } } },
      { combine: true },
    );
    // end snippet
  },

  async readCheck(container: Container, log: { error(text: string): void }): Promise<void> {
    // snippet: check-status
    const check = await container.getCheck("uptime");
    if (check.status !== "up") log.error(`uptime is ${check.status} after ${check.failures} failures`);
    // end snippet
  },

  async tellChecks(container: Container, log: { info(text: string): void }): Promise<void> {
    // snippet: checks-of-level
    for (const { name, status, failures, threshold } of (
      await container.getChecks({ level: "ready" })
    ).values()) {
      log.info(`${name} is ${status}, with ${failures} of ${threshold} failures`);
    }
    // end snippet
  },

  async upgrade(container: Container, migrate: () => Promise<void>): Promise<void> {
    // snippet: stop-checks
    await container.stopChecks("uptime"); // inactive: it fails nobody
    await migrate();
    await container.startChecks("uptime"); // up, and counting from 0
    // end snippet
  },

  async readNotices(container: Container): Promise<number> {
    // snippet: get-notices
    const backups = await container.getNotices({
      types: ["custom"],
      keys: ["canonical.com/postgresql/backup-done"],
    });
    const [first] = backups;
    const same = first && (await container.getNotice(first.id));
    // end snippet
    return same?.occurrences ?? 0;
  },
};
