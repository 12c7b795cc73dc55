/** A machine that can be asked where an event leads from a state. */
export interface Drawable<State extends string, Event extends string> {
  readonly first: State;
  readonly events: readonly Event[];
  readonly next: (state: State, event: Event) => State;
  /** What stands at an arrow. */
  readonly label: (event: Event) => string;
}

/** Where the events lead from a state, without those that leave it as it is. */
function arrowsFrom<State extends string, Event extends string>(
  machine: Drawable<State, Event>,
  state: State,
): ReadonlyMap<State, readonly Event[]> {
  const arrows = new Map<State, Event[]>();
  for (const event of machine.events) {
    const next = machine.next(state, event);
    if (next !== state) arrows.set(next, [...(arrows.get(next) ?? []), event]);
  }
  return arrows;
}

/** The drawing of a machine in Mermaid's language, of what can be reached from its first state. */
export function drawStates<State extends string, Event extends string>(
  machine: Drawable<State, Event>,
): string {
  const lines = [`    [*] --> ${machine.first}`];
  const reached = new Set([machine.first]);
  // A set that grows is visited to its end.
  for (const state of reached) {
    const arrows = arrowsFrom(machine, state);
    for (const [next, events] of arrows) {
      lines.push(`    ${state} --> ${next}: ${events.map(machine.label).join(", or ")}`);
      reached.add(next);
    }
    if (arrows.size === 0) lines.push(`    ${state} --> [*]`);
  }
  return `\`\`\`mermaid\nstateDiagram-v2\n${lines.join("\n")}\n\`\`\`\n`;
}
