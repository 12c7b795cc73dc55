import type { Notice } from "@cobble/wire";
import type { YamlValue } from "./format/yaml.ts";
import { YamlTime } from "./format/yaml-time.ts";

const sortedKeys = (data: Readonly<Record<string, unknown>>): { readonly [key: string]: YamlValue } => {
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  // The data of a notice is any JSON, which is what a YamlValue is.
  return Object.fromEntries(entries) as { readonly [key: string]: YamlValue };
};

/** A notice as `--format` prints it. */
export const noticeData = (notice: Notice): { readonly [key: string]: YamlValue } => ({
  id: notice.id,
  "user-id": notice["user-id"],
  type: notice.type,
  key: notice.key,
  "first-occurred": new YamlTime(notice["first-occurred"]),
  "last-occurred": new YamlTime(notice["last-occurred"]),
  "last-repeated": new YamlTime(notice["last-repeated"]),
  occurrences: notice.occurrences,
  "last-data": notice["last-data"] && sortedKeys(notice["last-data"]),
  "repeat-after": notice["repeat-after"],
  "expire-after": notice["expire-after"],
});
