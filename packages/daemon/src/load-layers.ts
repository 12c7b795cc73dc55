import { describeFindings, LabelError, type Layer, LayerError, type PlanError } from "@cobble/plan";
import { LayerFileError, StartError } from "./errors.ts";
import { reportLayers } from "./layer-report.ts";
import { readLayers } from "./os/layer-files.ts";
import type { Users } from "./os/users.ts";

/** Who can tell which users and groups there are. */
type Accounts = Pick<Users, "accountMessage">;

/**
 * The error of layers that cannot be used: the reference's sentence, and then everything that is wrong with the layers, as
 * `cobble validate` tells it.
 */
export const planFailure = (
  error: LayerError | PlanError,
  directory: string,
  users: Accounts,
): StartError => {
  const { findings, sources } = reportLayers([directory], users);
  const faults = findings.filter(({ severity }) => severity === "error");
  const told = [error.lead, describeFindings(faults, { sources }).trimEnd()].filter((part) => part !== "");
  return new StartError(`cannot load plan: ${told.join("\n\n")}`, { cause: error });
};

/**
 * Reads the layers of a Pebble directory, lowest first.
 * @throws {StartError} when one has no proper name, cannot be read, or has faults
 */
export const loadLayers = (directory: string, users: Accounts): readonly Layer[] => {
  try {
    return readLayers(directory, users);
  } catch (error) {
    if (error instanceof LabelError || error instanceof LayerFileError) {
      throw new StartError(`cannot load plan: ${error.message}`, { cause: error });
    }
    if (error instanceof LayerError) throw planFailure(error, directory, users);
    throw error;
  }
};
