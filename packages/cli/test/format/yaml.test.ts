import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { parse } from "yaml";
import { formatYaml, type YamlValue } from "../../src/format/yaml.ts";
import { YamlTime } from "../../src/format/yaml-time.ts";

describe("formatYaml", () => {
  it("prints a change as the reference does", () => {
    const change = {
      id: "6",
      status: "Error",
      tasks: [
        {
          id: "6",
          log: [
            "2026-11-22T20:51:45Z INFO Most recent service output:\n    oops",
            "2026-11-22T20:51:45Z ERROR service start attempt: exited quickly with code 3, will ignore",
          ],
          progress: { label: "", done: 1 },
          "spawn-time": new YamlTime("2026-11-22T20:51:45.180214797Z"),
        },
      ],
      ready: true,
      err: 'cannot perform the following tasks:\n- Start service "bad" (no)',
      "ready-time": undefined,
    };
    expect(formatYaml({ changes: [change], none: [], empty: {} })).toBe(
      `changes:
    - id: "6"
      status: Error
      tasks:
        - id: "6"
          log:
            - |-
              2026-11-22T20:51:45Z INFO Most recent service output:
                  oops
            - '2026-11-22T20:51:45Z ERROR service start attempt: exited quickly with code 3, will ignore'
          progress:
            label: ""
            done: 1
          spawn-time: 2026-11-22T20:51:45.180214797Z
      ready: true
      err: |-
        cannot perform the following tasks:
        - Start service "bad" (no)
none: []
empty: {}
`,
    );
  });

  it("quotes a text that looks like a time, but no time", () => {
    const time = "2026-11-22T20:50:02Z";
    expect(formatYaml({ text: time, time: new YamlTime(time) })).toBe(`text: "${time}"\ntime: ${time}\n`);
  });

  it("prints an empty map as braces", () => expect(formatYaml({})).toBe("{}\n"));

  it("prints what reads back as it was", () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const value = fc.letrec<{ value: YamlValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/), tie("value"), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), value, { noNullPrototype: true }),
        (map) => {
          expect(parse(formatYaml(map))).toEqual(map as never);
        },
      ),
    );
  });
});
