import { isServiceEnabled } from "@cobble/plan";
import { type Cause, type Explanation, formatTime } from "@cobble/wire";
import { serviceStatus } from "../state.ts";
import { remarks, stateCauses } from "./causes.ts";
import type { ServiceFacts } from "./facts.ts";
import { explainSettings } from "./settings.ts";

/** Kinds that say of a state why it is so, and not only what else there is to know. */
const isReason = ({ kind }: Cause): boolean => kind !== "restarted" && kind !== "output";

const summarize = ([state, reason]: readonly Cause[]): string => {
  const text = state?.text ?? "";
  return reason === undefined || !isReason(reason) ? text : `${text}; it ${reason.text}`;
};

/** Why a service is in its state: a chain of causes, the state first, made of nothing but the facts. */
export const explainService = (facts: ServiceFacts, offsetMinutes = 0): Explanation => {
  const causes = stateCauses(facts);
  const chain = [...causes, ...remarks(facts, causes)];
  const { service, state } = facts;
  return {
    service: service.name,
    startup: isServiceEnabled(service) ? "enabled" : "disabled",
    current: serviceStatus(state),
    ...(state.since === undefined ? {} : { "current-since": formatTime(state.since, offsetMinutes) }),
    summary: summarize(causes),
    chain,
    settings: explainSettings(facts, chain),
  };
};
