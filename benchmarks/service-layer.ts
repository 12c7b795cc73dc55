/** A layer of so many services of nine lines, none of them to be started by itself, each after the one before it. */
export function serviceLayer(count: number): string {
  return `services:\n${Array.from({ length: count }, (_, index) => entryOf(index)).join("")}`;
}

const entryOf = (index: number): string => `  svc-${index}:
    override: replace
    summary: Service number ${index}
    command: sleep ${1000 + index}
    startup: disabled
    environment:
      PORT: "${index}"
      NAME: svc-${index}
    after: [svc-${Math.max(index - 1, 0)}]
    on-failure: restart
    backoff-delay: 500ms
`;
