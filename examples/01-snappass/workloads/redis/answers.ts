/** An answer of the server, before it is written as RESP2. */
export type Answer =
  | { readonly kind: "status"; readonly text: string }
  | { readonly kind: "error"; readonly text: string }
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "bulk"; readonly value: string | undefined }
  | { readonly kind: "array"; readonly items: readonly Answer[] };

/** `+OK` */
export const ok: Answer = { kind: "status", text: "OK" };

/** An error with its code, for example `ERR syntax error`. */
export function error(text: string): Answer {
  return { kind: "error", text };
}

/** A whole number. */
export function integer(value: number): Answer {
  return { kind: "integer", value };
}

/** A string of any bytes (latin1); undefined is the null string. */
export function bulk(value: string | undefined): Answer {
  return { kind: "bulk", value };
}

/** A list of strings. */
export function bulks(values: readonly string[]): Answer {
  return { kind: "array", items: values.map(bulk) };
}

/** Writes an answer as RESP2, in latin1. */
export function encodeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case "status":
      return `+${answer.text}\r\n`;
    case "error":
      return `-${answer.text.replaceAll(/[\r\n]/g, " ")}\r\n`;
    case "integer":
      return `:${answer.value}\r\n`;
    case "bulk":
      return answer.value === undefined ? "$-1\r\n" : `$${answer.value.length}\r\n${answer.value}\r\n`;
    case "array":
      return `*${answer.items.length}\r\n${answer.items.map(encodeAnswer).join("")}`;
    default:
      return answer satisfies never;
  }
}
