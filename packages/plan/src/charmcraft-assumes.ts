import type { Field } from "./field.ts";

/** What a charm needs of Juju, as in `k8s-api`: all of it, or any of it. */
export interface CharmAssumes {
  readonly condition: "all-of" | "any-of";
  /** A feature, as in `juju >= 3.6`, or conditions of their own. */
  readonly features: readonly (string | CharmAssumes)[];
}

const readNested = (item: Field): readonly CharmAssumes[] =>
  [...item.fields()].flatMap(([condition, entry]) => {
    if (condition === "all-of" || condition === "any-of") return [readFeatures(entry, condition)];
    entry.fault(`cannot use condition ${JSON.stringify(condition)}: it is all-of or any-of`);
    return [];
  });

const readFeatures = (field: Field, condition: CharmAssumes["condition"]): CharmAssumes => ({
  condition,
  features: field.items().flatMap((item): readonly (string | CharmAssumes)[] => {
    const text = item.scalar();
    return text === undefined ? readNested(item) : [String(text)];
  }),
});

/**
 * Reads the list `assumes`; what is wrong is recorded in its fields.
 * @source ops 3.9, ops/charm.py, JujuAssumes
 */
export const readAssumes = (field: Field | undefined): CharmAssumes =>
  field === undefined ? { condition: "all-of", features: [] } : readFeatures(field, "all-of");
