const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const labelName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

const valueFaults = (value: unknown, path: string): readonly string[] => {
  const [time, line, ...others] = Array.isArray(value) ? value : [];
  if (typeof time !== "string" || !/^\d{19}$/.test(time)) return [`${path}: no time in nanoseconds`];
  if (typeof line !== "string" || !line.isWellFormed()) return [`${path}: no text`];
  return others.length > 0 ? [`${path}: more than a time and a text`] : [];
};

const streamFaults = (stream: unknown, path: string): readonly string[] => {
  if (!isRecord(stream)) return [`${path}: not an object`];
  const { stream: labels, values, ...others } = stream;
  if (!isRecord(labels) || Object.keys(labels).length === 0) return [`${path}: no labels`];
  if (!Array.isArray(values) || values.length === 0) return [`${path}: no values`];
  return [
    ...Object.keys(others).map((name) => `${path}.${name}: unknown`),
    ...Object.entries(labels)
      .filter(([name, value]) => !labelName.test(name) || typeof value !== "string")
      .map(([name]) => `${path}.stream.${name}: not a label`),
    ...values.flatMap((value, at) => valueFaults(value, `${path}.values[${at}]`)),
  ];
};

/** What in the body of a push Loki would not understand; nothing when it is good. @source Loki's HTTP API, `POST /loki/api/v1/push` */
export const lokiFaults = (body: unknown): readonly string[] => {
  if (!isRecord(body) || !Array.isArray(body["streams"])) return ["body: no streams"];
  return body["streams"].flatMap((stream, at) => streamFaults(stream, `streams[${at}]`));
};
