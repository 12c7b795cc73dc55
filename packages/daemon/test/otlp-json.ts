/**
 * The messages that a request to export logs may hold, in the form of OTLP/HTTP JSON: names in lowerCamelCase, 64-bit numbers as
 * decimal strings, enums as numbers, trace and span ids in hex. Names and types are those of opentelemetry-proto
 * (collector/logs/v1/logs_service.proto, logs/v1/logs.proto, common/v1/common.proto, resource/v1/resource.proto),
 * Copyright The OpenTelemetry Authors, Apache-2.0.
 */
const messages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ExportLogsServiceRequest: { resourceLogs: "ResourceLogs[]" },
  ResourceLogs: { resource: "Resource", scopeLogs: "ScopeLogs[]", schemaUrl: "string" },
  Resource: { attributes: "KeyValue[]", droppedAttributesCount: "uint32", entityRefs: "EntityRef[]" },
  EntityRef: { schemaUrl: "string", type: "string", idKeys: "string[]", descriptionKeys: "string[]" },
  ScopeLogs: { scope: "InstrumentationScope", logRecords: "LogRecord[]", schemaUrl: "string" },
  InstrumentationScope: {
    name: "string",
    version: "string",
    attributes: "KeyValue[]",
    droppedAttributesCount: "uint32",
  },
  LogRecord: {
    timeUnixNano: "fixed64",
    observedTimeUnixNano: "fixed64",
    severityNumber: "severity",
    severityText: "string",
    body: "AnyValue",
    attributes: "KeyValue[]",
    droppedAttributesCount: "uint32",
    flags: "uint32",
    traceId: "hex16",
    spanId: "hex8",
    eventName: "string",
  },
  KeyValue: { key: "string", value: "AnyValue" },
  AnyValue: {
    stringValue: "string",
    boolValue: "bool",
    intValue: "fixed64",
    doubleValue: "double",
    arrayValue: "ArrayValue",
    kvlistValue: "KeyValueList",
    bytesValue: "string",
  },
  ArrayValue: { values: "AnyValue[]" },
  KeyValueList: { values: "KeyValue[]" },
};

/** Messages of which exactly one field is set. */
const oneOf: ReadonlySet<string> = new Set(["AnyValue"]);

const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string" && value.isWellFormed(),
  bool: (value) => typeof value === "boolean",
  double: (value) => typeof value === "number",
  uint32: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32,
  fixed64: (value) => typeof value === "string" && /^\d{1,20}$/.test(value),
  severity: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 24,
  hex16: (value) => typeof value === "string" && /^(?:[0-9a-f]{32})?$/i.test(value),
  hex8: (value) => typeof value === "string" && /^(?:[0-9a-f]{16})?$/i.test(value),
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const faultsOf = (type: string, value: unknown, path: string): readonly string[] => {
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) return [`${path}: not a list`];
    return value.flatMap((item, at) => faultsOf(type.slice(0, -2), item, `${path}[${at}]`));
  }
  const fields = messages[type];
  if (fields === undefined) return scalars[type]?.(value) ? [] : [`${path}: not a ${type}`];
  if (!isRecord(value)) return [`${path}: not a ${type}`];
  const count = Object.keys(value).length;
  const ofOne = oneOf.has(type) && count !== 1 ? [`${path}: ${count} fields where one is set`] : [];
  return [
    ...ofOne,
    ...Object.entries(value).flatMap(([name, item]) => {
      const field = fields[name];
      return field === undefined
        ? [`${path}.${name}: not in ${type}`]
        : faultsOf(field, item, `${path}.${name}`);
    }),
  ];
};

/** What in a request to export logs a receiver of OTLP/HTTP JSON would not understand; nothing when it is good. */
export const otlpFaults = (request: unknown): readonly string[] =>
  faultsOf("ExportLogsServiceRequest", request, "request");
