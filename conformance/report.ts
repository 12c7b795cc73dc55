import type { Exception, TargetName } from "./case.ts";

/** One thing that passed, failed or was left out. */
export type Outcome =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly faults: readonly string[] }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "excepted"; readonly exception: Exception };

/** What was run, with how it went. */
export interface Entry {
  readonly target: TargetName;
  /** Noun and name. */
  readonly title: string;
  readonly outcome: Outcome;
}

/**
 * What a case comes to. An exception is a claim too: where the case passes in spite of it, it fails, so that no exception outlives its reason.
 */
export function judge(faults: readonly string[], exception: Exception | undefined): Outcome {
  if (exception === undefined) return faults.length === 0 ? { kind: "passed" } : { kind: "failed", faults };
  if (faults.length > 0) return { kind: "excepted", exception };
  return { kind: "failed", faults: [`it passes, so its exception has to go: ${exception.reason}`] };
}

/** The lines for one entry: none when it passed. */
export function describe({ target, title, outcome }: Entry): readonly string[] {
  switch (outcome.kind) {
    case "passed":
      return [];
    case "skipped":
      return [`skipped: ${target}: ${title}: ${outcome.reason}`];
    case "excepted":
      return [`${outcome.exception.kind}: ${target}: ${title}: ${outcome.exception.reason}`];
    case "failed":
      return [
        `failed: ${target}: ${title}`,
        ...outcome.faults.map((fault) => `    ${fault.replaceAll("\n", "\n    ")}`),
      ];
    default:
      return outcome satisfies never;
  }
}

/** The closing line. */
export function summary(entries: readonly Entry[]): string {
  const count = (kind: Outcome["kind"]): number =>
    entries.filter(({ outcome }) => outcome.kind === kind).length;
  return `${count("passed")} passed, ${count("failed")} failed`;
}
