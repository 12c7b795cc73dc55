import type { Template } from "./case.ts";

/** What `{dir}`, `{prog}` and `{peer}` stand for. */
export interface Names {
  readonly dir: string;
  readonly prog: string;
  readonly peer: string;
}

const patterns: Readonly<Record<string, string>> = {
  time: "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)",
  when: "today at \\d\\d:\\d\\d UTC",
  n: "\\d+",
  duration: "(?:\\d+(?:\\.\\d+)?(?:h|m|s|ms|µs|ns))+",
  any: "[\\s\\S]*",
};

/** True when the whole text matches the template. */
export function matchesText(template: Template, { text, names }: { text: string; names: Names }): boolean {
  return new RegExp(`^${compile(template, names)}$`).test(text);
}

/** Where a value differs from what is expected, as `path: reason` lines; none when it matches. */
export function differences(expected: unknown, { value, names, path = "" }: Found): string[] {
  if (typeof expected === "string") return stringDifferences(expected, { value, names, path });
  if (Array.isArray(expected)) {
    if (!Array.isArray(value) || value.length !== expected.length)
      return [mismatch(expected, { value, path })];
    return expected.flatMap((item, at) =>
      differences(item, { value: value[at], names, path: `${path}[${at}]` }),
    );
  }
  if (typeof expected === "object" && expected !== null) {
    if (!isRecord(value)) return [mismatch(expected, { value, path })];
    return Object.entries(expected).flatMap(([key, item]) =>
      differences(item, { value: value[key], names, path: `${path}.${key}` }),
    );
  }
  return Object.is(expected, value) ? [] : [mismatch(expected, { value, path })];
}

interface Found {
  readonly value: unknown;
  readonly names: Names;
  readonly path?: string;
}

function stringDifferences(expected: string, { value, names, path }: Required<Found>): string[] {
  if (expected === "{absent}") return value === undefined ? [] : [mismatch(expected, { value, path })];
  if (expected === "{any}") return value === undefined ? [mismatch(expected, { value, path })] : [];
  if (expected === "{n}" && Number.isInteger(value)) return [];
  const matches = typeof value === "string" && matchesText(expected, { text: value, names });
  return matches ? [] : [mismatch(expected, { value, path })];
}

function mismatch(expected: unknown, { value, path }: { value: unknown; path: string }): string {
  return `${path || "value"}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(value)}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compile(template: Template, names: Names): string {
  const literals: Readonly<Record<string, string>> = { ...names };
  return template
    .split(/\{(time|when|n|duration|any|dir|prog|peer)\}/)
    .map((part, at) =>
      at % 2 === 0 ? escapePattern(part) : (patterns[part] ?? escapePattern(literals[part] ?? "")),
    )
    .join("");
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
