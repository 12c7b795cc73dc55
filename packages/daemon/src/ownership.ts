/** Who a program is to run as, or who is to own a file, as a layer or request says it. */
export interface Ownership {
  readonly userId?: number | undefined;
  readonly user?: string | undefined;
  readonly groupId?: number | undefined;
  readonly group?: string | undefined;
}

/** Whether it names anybody; one that does not leaves the choice to whatever stands below it. */
export const namesSomebody = ({ userId, user, groupId, group }: Ownership): boolean =>
  userId !== undefined || groupId !== undefined || (user ?? "") !== "" || (group ?? "") !== "";
