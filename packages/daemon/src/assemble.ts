import { join } from "node:path";
import { PlanError } from "@cobble/plan";
import type { Daemon } from "./daemon.ts";
import type { Equipment } from "./equip.ts";
import { loadLayers, planFailure } from "./load-layers.ts";
import { createUsers } from "./os/users.ts";
import type { RunOptions } from "./run-options.ts";
import { answerMeanwhile } from "./turns.ts";

/**
 * Reads the layers, then loads what the daemon is made of and puts it together. In between, whoever has connected is answered.
 * @throws {StartError} when the layers or the state are not as they should be
 */
export const assembleDaemon = async (
  options: RunOptions,
  deps: Omit<Equipment, "users" | "layers">,
): Promise<Daemon> => {
  const layersDir = join(options.pebbleDir, "layers");
  const users = createUsers(deps.uid);
  const layers = loadLayers(layersDir, users);
  await answerMeanwhile();
  const { equipDaemon } = await import("./equip.ts");
  await answerMeanwhile();
  try {
    return await equipDaemon(options, { ...deps, users, layers });
  } catch (error) {
    if (error instanceof PlanError) throw planFailure(error, layersDir, users);
    throw error;
  }
};
