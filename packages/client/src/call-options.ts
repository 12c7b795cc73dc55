/** Options that every call takes. */
export interface CallOptions {
  /** Ends the call early; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The id of a change, as the supervisor names it: a decimal number in a string. */
export type ChangeId = string;
