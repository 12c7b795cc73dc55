import { describe, expect, it } from "bun:test";
import {
  anything,
  ExecRequest,
  FilesRequest,
  nullable,
  number,
  object,
  record,
  type Schema,
  ServicesRequest,
  string,
} from "@cobble/wire";
import { decodeGo } from "../../src/api/go-decode.ts";
import { readFirstJson } from "../../src/api/json-tree.ts";

const decode = (schema: Schema, json: string): unknown =>
  decodeGo(readFirstJson(new TextEncoder().encode(json)), schema);

describe("a body that is decoded as Go does", () => {
  it("takes keys in any capitals, the last of those that are repeated, and no others", () => {
    const json = '{"Action":"a","ACTION":"b","actions":"c","__proto__":{"services":["x"]}}';
    expect(decode(ServicesRequest, json)).toEqual({ action: "b" });
  });

  it("counts null as nothing, and as an empty entry in a list or map", () => {
    expect(decode(ServicesRequest, "null")).toBeUndefined();
    expect(decode(ServicesRequest, '{"action":"a","action":null,"services":["b"],"services":null}')).toEqual({
      action: "a",
    });
    expect(decode(FilesRequest, '{"dirs":[null]}')).toEqual({ dirs: [{}] });
    expect(decode(ExecRequest, '{"command":[null],"environment":{"A":null}}')).toEqual({
      command: [""],
      environment: { A: "" },
    });
    expect(decode(record(nullable(string())), '{"a":null,"b":"c"}')).toEqual({ a: null, b: "c" });
  });

  it("adds to a map that is given again", () => {
    const json = '{"environment":{"A":"1","__proto__":"2"},"environment":{"A":"3","B":"4"}}';
    expect(Object.entries((decode(ExecRequest, json) as { environment: object }).environment)).toEqual([
      ["A", "3"],
      ["__proto__", "2"],
      ["B", "4"],
    ]);
  });

  it("leaves what has no schema as it is written", () => {
    expect(decode(object({}, { data: anything() }), '{"data":[1, 2]}')).toMatchObject({
      data: { kind: "array", size: 6 },
    });
  });

  it("reads numbers", () => {
    expect(decode(ExecRequest, '{"width":-0,"height":80}')).toEqual({ width: 0, height: 80 });
    expect(decode(number(), "1.5e1")).toBe(15);
  });

  const anonymous = 'struct { Action string "json:\\"action\\""; Services []string "json:\\"services\\"" }';
  const faults: readonly (readonly [Schema, string, string])[] = [
    [ServicesRequest, "[]", `array into Go value of type ${anonymous}`],
    [ServicesRequest, '{"action":true}', "bool into Go struct field .action of type string"],
    [ServicesRequest, '{"services":"a"}', "string into Go struct field .services of type []string"],
    [ServicesRequest, '{"services":["a",{}]}', "object into Go struct field .services of type string"],
    [ExecRequest, "5", "number into Go value of type daemon.execPayload"],
    [ExecRequest, '{"width":1.0}', "number 1.0 into Go struct field execPayload.width of type int"],
    [ExecRequest, '{"width":"1"}', "string into Go struct field execPayload.width of type int"],
    [
      ExecRequest,
      '{"width":9223372036854775808}',
      "number 9223372036854775808 into Go struct field execPayload.width of type int",
    ],
    [
      ExecRequest,
      '{"environment":[]}',
      "array into Go struct field execPayload.environment of type map[string]string",
    ],
    [
      ExecRequest,
      '{"environment":{"A":1}}',
      "number into Go struct field execPayload.environment of type string",
    ],
    [FilesRequest, '{"dirs":{}}', "object into Go struct field .dirs of type []daemon.makeDirsItem"],
    [FilesRequest, '{"dirs":[{},1]}', "number into Go struct field .dirs of type daemon.makeDirsItem"],
    [
      FilesRequest,
      '{"paths":[{"recursive":1}]}',
      "number into Go struct field removePathsItem.paths.recursive of type bool",
    ],
    [number(), "1e999", "number 1e999 into Go value of type float64"],
    [record(nullable(string())), "5", "number into Go value of type map[string]*string"],
    [
      object({}, { "repeat-after": anything() }),
      "5",
      'number into Go value of type struct { RepeatAfterJSON json.RawMessage "json:\\"repeat-after\\"" }',
    ],
  ];
  for (const [schema, json, message] of faults) {
    it(`refuses ${json} as ${message.split(" of type ")[1]}`, () => {
      expect(() => decode(schema, json)).toThrow(new Error(`json: cannot unmarshal ${message}`));
    });
  }

  it("tells the first value that is of another type, in the order of the text", () => {
    expect(() => decode(ServicesRequest, '{"services":[1],"action":2}')).toThrow(".services of type string");
    expect(() => decode(ServicesRequest, '{"action":2,"services":[1]}')).toThrow(".action of type string");
  });
});
