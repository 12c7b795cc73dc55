/** What a shell completes itself: names of local files or directories. */
export type LocalPath = "local-path" | "local-directory";

/** What only the supervisor or this program knows. */
export type LiveNoun =
  | "service"
  | "check"
  | "service-or-check"
  | "identity"
  | "change"
  | "change-kind"
  | "label"
  | "remote-path"
  | "remote-directory"
  | "command";

/** What an argument or the value of a flag names, so that shells can complete it: a noun, or one of these words. */
export type Completes = LocalPath | LiveNoun | readonly string[];
