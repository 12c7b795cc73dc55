/** Who a command runs as, as far as the layer says. */
export interface AccountRequest {
  readonly userId?: number;
  readonly user: string;
  readonly groupId?: number;
  readonly group: string;
}

/**
 * Looks accounts up, which this package cannot do itself.
 * @returns what is wrong, in the reference's words: `user: unknown user nosuch`; undefined when all is well
 */
export type AccountMessage = (request: AccountRequest) => string | undefined;

/** What is wrong with an account, as far as `lookUp` tells; without it every account is taken to exist. */
export const accountFault = (request: AccountRequest, lookUp?: AccountMessage): string | undefined => {
  const told = lookUp?.(request);
  if (told !== undefined) return told;
  const { userId, user, groupId, group } = request;
  const isGroupAlone = user === "" && userId === undefined && (group !== "" || groupId !== undefined);
  return isGroupAlone ? "must specify user, not just group" : undefined;
};
