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
