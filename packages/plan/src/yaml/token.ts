/** The kinds of tokens that the scanner cuts a text into. */
export type TokenType =
  | "stream-end"
  | "document-start"
  | "document-end"
  | "version-directive"
  | "tag-directive"
  | "block-list-start"
  | "block-map-start"
  | "block-end"
  | "flow-list-start"
  | "flow-list-end"
  | "flow-map-start"
  | "flow-map-end"
  | "flow-entry"
  | "block-entry"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

/** A token that may turn out to begin a key, as is only known at the colon. */
export interface SimpleKey {
  possible: boolean;
  /** Whether its token is kept back until it is known. */
  awaited: boolean;
  /** Whether nothing but a key may stand there. */
  readonly required: boolean;
  /** The number of the token. */
  readonly token: number;
  readonly start: number;
  readonly line: number;
  readonly column: number;
}

/** One token, from offset to offset. All have all fields, so that they are of one shape to the runtime. */
export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** The text of a scalar, the name of an anchor or alias, the handle of a tag, a version; empty for others. */
  readonly value: string;
  /** What a tag has after its handle, and the prefix that a directive gives to one. */
  readonly suffix: string;
  /** Whether a scalar stands without quotes. */
  readonly plain: boolean;
  /** The key that it may begin. */
  key: SimpleKey | undefined;
}

/** A sign, which is its type and nothing else. */
export const signToken = (type: TokenType, start: number, end: number): Token => ({
  type,
  start,
  end,
  value: "",
  suffix: "",
  plain: false,
  key: undefined,
});

/** A scalar that begins at `start`. */
export const scalarToken = (
  start: number,
  end: number,
  { value, plain }: Pick<Token, "value" | "plain">,
): Token => ({
  type: "scalar",
  start,
  end,
  value,
  suffix: "",
  plain,
  key: undefined,
});

/** A name: of an anchor, alias or tag, or in a directive. */
export const nameToken = (
  type: "anchor" | "alias" | "tag" | "version-directive" | "tag-directive",
  [start, end]: readonly [number, number],
  { value, suffix = "" }: { readonly value: string; readonly suffix?: string },
): Token => ({ ...signToken(type, start, end), value, suffix });
