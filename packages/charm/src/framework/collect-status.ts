import { mostUrgent } from "../events/collect-status.ts";
import type { Framework } from "./framework.ts";

/**
 * Asks the charm how it is, and says so: on the leader of the application, and everywhere of the unit. Whether the unit
 * leads is asked only when somebody would say how the application is.
 * @source ops 3.9, ops/charm.py, _evaluate_status
 */
export const collectStatus = async (framework: Framework): Promise<void> => {
  const { charmEvents, collected, model } = framework;
  if (framework.isObserved(charmEvents.collectAppStatus) && (await model.unit.isLeader())) {
    await framework.emit(charmEvents.collectAppStatus);
    const status = mostUrgent(collected.app);
    if (status !== undefined) await model.app.setStatus(status);
  }
  await framework.emit(charmEvents.collectUnitStatus);
  const status = mostUrgent(collected.unit);
  if (status !== undefined) await model.unit.setStatus(status);
};
