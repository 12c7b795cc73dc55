import type { RunTool } from "./run-tool.ts";

/** The tool that starts the machine anew. */
export interface RebootTools {
  /** @param when at the end of the hook, or at once, which ends the charm's process too */
  jujuReboot(when: { readonly now: boolean }): Promise<void>;
}

/** @source ops 3.9, ops/hookcmds/_other.py, juju_reboot */
export const rebootTools = (run: RunTool): RebootTools => ({
  async jujuReboot({ now }) {
    await run("juju-reboot", now ? ["--now"] : []);
  },
});
