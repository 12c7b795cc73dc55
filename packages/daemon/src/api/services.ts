import { quoted, type ServiceAction, ServicesRequest, serviceActions } from "@cobble/wire";
import { ApiError } from "../errors.ts";
import type { ServiceManager } from "../managers/services/manager.ts";
import { readBody } from "./body.ts";
import { cachedAnswer } from "./cached-answer.ts";
import { listParameter } from "./parameters.ts";
import type { Handler } from "./request.ts";
import { accepted, sync } from "./respond.ts";

/** The handlers of `/v1/services`. */
export const createServicesHandlers = (
  manager: ServiceManager,
): { readonly list: Handler; readonly act: Handler; readonly one: Handler } => ({
  list: cachedAnswer(
    () => manager.revision,
    (request) => {
      const names = new Set(listParameter(request, "names"));
      const infos = manager.list();
      return sync(names.size === 0 ? infos : infos.filter((info) => names.has(info.name)));
    },
  ),
  // The reference has the path and nothing behind it: seen, GET /v1/services/NAME.
  one: () => {
    throw new ApiError(400, "not implemented");
  },
  act: async (request) => {
    const body = await readBody(request, ServicesRequest);
    const names = body.services ?? [];
    const action = checkAction(body.action ?? "", names);
    return accepted(manager.act(action, names).id);
  },
});

const takesNoNames: ReadonlySet<string> = new Set(["autostart", "replan"]);

/** @source pebble 1.32, seen: names are looked at before the action is */
const checkAction = (action: string, names: readonly string[]): ServiceAction => {
  if (takesNoNames.has(action)) {
    if (names.length > 0) throw new ApiError(400, `${action} accepts no service names`);
  } else if (names.length === 0) {
    throw new ApiError(400, `must specify services for ${action} action`);
  }
  const known = serviceActions.find((each) => each === action);
  if (known === undefined) throw new ApiError(400, `invalid action ${quoted(action)}`);
  return known;
};
