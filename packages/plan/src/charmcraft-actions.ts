import { optionalFlag, optionalText } from "./charmcraft-fields.ts";
import type { Field } from "./field.ts";

/** One entry of `actions`. */
export interface CharmAction {
  readonly title: string;
  readonly description: string;
  /** Each parameter's JSON Schema, as written. */
  readonly params: ReadonlyMap<string, unknown>;
  /** The parameters that must be given. */
  readonly required: readonly string[];
  /** Whether other parameters may be given too; absent when the version of Juju decides. */
  readonly additionalProperties?: boolean;
}

const actionName = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

const readAction = (field: Field): CharmAction => {
  const fields = field.fields();
  const params = new Map([...(fields.get("params")?.fields() ?? [])].map(([name, at]) => [name, at.data()]));
  const required = (fields.get("required")?.items() ?? []).flatMap((item) => item.text() ?? []);
  const others = fields.get("additionalProperties");
  return {
    title: optionalText(fields.get("title")),
    description: optionalText(fields.get("description")),
    params,
    required,
    ...(others === undefined ? {} : { additionalProperties: optionalFlag(others) }),
  };
};

/** Reads the entries of `actions`; what is wrong is recorded in their fields. */
export const readActions = (entries: ReadonlyMap<string, Field>): ReadonlyMap<string, CharmAction> => {
  const actions = new Map<string, CharmAction>();
  for (const [name, entry] of entries) {
    if (!actionName.test(name)) {
      entry.fault(
        "cannot use this name for an action: lower-case letters, digits and inner dashes are allowed",
      );
    }
    actions.set(name, readAction(entry));
  }
  return actions;
};
