/** A user, group and environment that services share by `workload: NAME`. Only layer files may have them. */
export interface Workload {
  readonly name: string;
  /** `merge` or `replace`; anything else is refused by `combineLayers`. */
  readonly override: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly userId?: number;
  readonly user: string;
  readonly groupId?: number;
  readonly group: string;
}

/** A workload in which nothing is set but its name. */
export const emptyWorkload = (name: string): Workload => ({
  name,
  override: "",
  environment: new Map(),
  user: "",
  group: "",
});
