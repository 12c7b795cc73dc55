import { createHash } from "node:crypto";
import {
  ActiveStatus,
  BlockedStatus,
  Charm,
  type Container,
  type Framework,
  type LayerDict,
  main,
  PathError,
  type SettableStatus,
  WaitingStatus,
} from "@cobble/charm";
import type { SignpostTypes } from "./charmcraft.d.ts";

/** Keeps the file that the server reads as the options say, and the server running with what the file says. */
export class SignpostCharm extends Charm<SignpostTypes> {
  constructor(framework: Framework) {
    super(framework);
    // Called once in each hook, whatever has happened: the first time, after a change of options, after a restart.
    this.reconcile(this.onReconcile);
  }

  async onReconcile(): Promise<void> {
    await this.unit.setStatus(await this.#bringUp());
  }

  /** Makes the workload be as it should, however it was. @returns how it is now */
  async #bringUp(): Promise<SettableStatus> {
    const container = this.unit.getContainer("signpost");
    if (!(await container.canConnect())) return new WaitingStatus("waiting for the container");
    const { title, port } = this.config;
    const text = `${JSON.stringify({ title, port }, null, 2)}\n`;
    try {
      await this.#write(container, text);
    } catch (error) {
      if (!(error instanceof PathError)) throw error;
      return new BlockedStatus(`config-file: ${error.message}`);
    }
    await container.addLayer("signpost", this.#layer(text), { combine: true });
    await container.replan();
    return new ActiveStatus(`shows "${title}" on port ${port}`);
  }

  /** Writes the server's file, unless it says that already. @throws {PathError} when it cannot be read or written */
  async #write(container: Container, text: string): Promise<void> {
    const path = this.config["config-file"];
    if ((await readIfThere(container, path)) === text) return;
    await container.push(path, text, { makeDirs: true, permissions: 0o640 });
    this.log.info(`wrote ${path}`);
  }

  #layer(text: string): LayerDict {
    return {
      services: {
        signpost: {
          override: "replace",
          command: "signpost",
          startup: "enabled",
          environment: {
            SIGNPOST_FILE: this.config["config-file"],
            // A plan does not know what is in a file. With this it is another plan when the file is another, so that
            // replan restarts the server then, and only then, even if an earlier hook broke off after the file was written.
            SIGNPOST_DIGEST: createHash("sha256").update(text).digest("hex"),
          },
        },
      },
    };
  }
}

/** The text of a file; undefined when there is none. @throws {PathError} when it is there and cannot be read */
const readIfThere = async (container: Container, path: string): Promise<string | undefined> => {
  try {
    return await container.pull(path);
  } catch (error) {
    if (error instanceof PathError && error.kind === "not-found") return undefined;
    throw error;
  }
};

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(SignpostCharm);
