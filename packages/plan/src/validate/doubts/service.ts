import type { AccountMessage } from "../../parse/account.ts";
import { adviceFor } from "../../parse/advice.ts";
import type { Plan } from "../../plan.ts";
import type { Service } from "../../service.ts";
import type { NearName } from "../near-name.ts";
import type { Complaint } from "../place.ts";
import { argumentDoubts, commandDoubts } from "./command.ts";
import { negativeDoubts } from "./duration.ts";

const quote = (text: string): string => JSON.stringify(text);

const startupDoubts = ({ name, startup }: Service): readonly Complaint[] => {
  const known = ["enabled", "disabled"];
  if (startup === "" || known.includes(startup)) return [];
  const message = `startup ${quote(startup)} of service ${quote(name)} counts as "disabled"`;
  return [{ message, at: ["services", name, "startup"], advice: adviceFor({ word: startup, known }, "") }];
};

const serviceCommandDoubts = ({ name, command }: Service): readonly Complaint[] => {
  const what = `service ${quote(name)}`;
  const doubts = [...commandDoubts(command, what), ...argumentDoubts(command, what)];
  return doubts.map((doubt) => ({ ...doubt, at: ["services", name, "command"] }));
};

/** What names of services and checks are looked up in. */
export interface KnownNames {
  readonly plan: Plan;
  readonly nearService: NearName;
  readonly nearCheck: NearName;
}

/** Names in `after`, `before` and `on-check-failure` may be of nothing: the reference accepts any. */
const nameDoubts = (service: Service, known: KnownNames): readonly Complaint[] => {
  const { name } = service;
  const { services, checks } = known.plan;
  const orders = (["after", "before"] as const).flatMap((key) =>
    [...new Set(service[key])].flatMap((other): readonly Complaint[] => {
      const at = ["services", name, key, { item: other }];
      if (other === name) return [{ message: `service ${quote(name)} names itself in ${quote(key)}`, at }];
      if (services.has(other)) return [];
      const message = `service ${quote(other)} in ${quote(key)} of service ${quote(name)} does not exist`;
      return [{ message, at, advice: known.nearService(other) }];
    }),
  );
  const actions = [...service.onCheckFailure.keys()]
    .filter((check) => !checks.has(check))
    .map((check): Complaint => {
      const message = `check ${quote(check)} in "on-check-failure" of service ${quote(name)} does not exist`;
      const at = ["services", name, "on-check-failure", check];
      return { message, at, ofKey: true, advice: known.nearCheck(check) };
    });
  return [...orders, ...actions];
};

const backoffDoubts = ({ name, backoffDelayMs, backoffLimitMs }: Service): readonly Complaint[] => {
  if (backoffDelayMs === undefined || backoffLimitMs === undefined || backoffLimitMs >= backoffDelayMs)
    return [];
  const message = `backoff-limit of service ${quote(name)} is shorter than its backoff-delay`;
  return [{ message, at: ["services", name, "backoff-limit"] }];
};

/** What is odd about a service of a plan. */
export const serviceDoubts = (service: Service, known: KnownNames): readonly Complaint[] => [
  ...startupDoubts(service),
  ...serviceCommandDoubts(service),
  ...nameDoubts(service, known),
  ...negativeDoubts(["services", service.name], {
    "backoff-delay": service.backoffDelayMs,
    "backoff-limit": service.backoffLimitMs,
    "kill-delay": service.killDelayMs,
  }),
  ...backoffDoubts(service),
];

/** Whether a service can become the user that it names: the reference finds out when it starts. */
export const accountDoubts = (service: Service, lookUp?: AccountMessage): readonly Complaint[] => {
  const { name, user, userId } = service;
  // A group alone may come with the user of a workload.
  if (lookUp === undefined || (user === "" && userId === undefined)) return [];
  const fault = lookUp(service);
  if (fault === undefined) return [];
  const at = ["services", name, user === "" ? "user-id" : "user"];
  return [{ message: `service ${quote(name)} cannot start on this machine: ${fault}`, at }];
};
