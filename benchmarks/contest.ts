import { findContenders } from "./contender.ts";
import type { Contest, PeerSubject, Subject } from "./subject.ts";

/** Makes ready what a subject measures: Cobble, and the reference where there is one. */
export async function enter(subject: Subject | PeerSubject, root: string): Promise<Contest> {
  if ("enter" in subject) return subject.enter(root);
  const contestants = findContenders(root).map((contender) => ({
    name: contender.name,
    measure: () => subject.measure(contender),
  }));
  return { contestants, [Symbol.asyncDispose]: async () => undefined };
}
