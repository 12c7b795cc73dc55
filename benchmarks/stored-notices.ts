const hourMs = 3600 * 1000;

/**
 * A `.pebble.state` with so many custom notices of the last hour, as Pebble leaves one and Cobble takes it over: to notify one by
 * one, Pebble would take hours.
 */
export function stateWithNotices(count: number): string {
  const start = Date.now() - hourMs;
  const notices = Array.from({ length: count }, (_, index) => {
    const time = new Date(start + (index * hourMs) / count).toISOString();
    return {
      id: String(index + 1),
      "user-id": 0,
      type: "custom",
      key: `example.com/stored/${index}`,
      "first-occurred": time,
      "last-occurred": time,
      "last-repeated": time,
      occurrences: 1,
      "last-data": { reason: "stored" },
      "expire-after": "168h0m0s",
    };
  });
  return JSON.stringify({
    data: { "patch-level": 2, "patch-sublevel": 0 },
    changes: {},
    tasks: {},
    notices,
    "last-change-id": 0,
    "last-task-id": 0,
    "last-lane-id": 0,
    "last-notice-id": count,
  });
}
