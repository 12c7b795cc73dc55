import { describe, expect, it } from "bun:test";
import type { Charmcraft } from "@cobble/plan";
import { ValueError } from "../../src/errors.ts";
import {
  type ConfigLayers,
  configEntries,
  configValues,
  fillTemplate,
  readConfigTexts,
  splitAssignment,
} from "../../src/unit/config.ts";
import { placeholder } from "../fixtures/placeholder.ts";

const options: Charmcraft["config"] = new Map([
  ["port", { type: "int", default: 5000, description: "" }],
  ["ratio", { type: "float", description: "" }],
  ["debug", { type: "boolean", default: false, description: "" }],
  ["level", { type: "string", default: "info", description: "" }],
]);

const layers = (more: Partial<ConfigLayers> = {}): ConfigLayers => ({
  options,
  podFile: new Map(),
  user: new Map(),
  freePorts: new Map(),
  ...more,
});

const messageOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("configEntries", () => {
  const port = (more: Partial<ConfigLayers>) => {
    const found = configEntries(layers(more)).find(({ name }) => name === "port");
    return [found?.value, found?.source];
  };

  it("takes the default, then pod.yaml, then what people set, then a free port", () => {
    const podFile = new Map([["port", 1]]);
    const user = new Map([["port", 2]]);
    expect(port({})).toEqual([5000, "default"]);
    expect(port({ podFile })).toEqual([1, "pod.yaml"]);
    expect(port({ podFile, user })).toEqual([2, "user"]);
    expect(port({ podFile, user, freePorts: new Map([["port", 3]]) })).toEqual([3, "free port"]);
  });

  it("shows an option without a value, too", () => {
    expect(configValues(layers()).has("ratio")).toBe(true);
    expect(configEntries(layers()).find(({ name }) => name === "ratio")?.source).toBe("unset");
  });
});

describe("readConfigTexts", () => {
  it("reads each type", () => {
    const texts = { port: "81", ratio: "0.5", debug: "true", level: "a=b" };
    expect(Object.fromEntries(readConfigTexts(options, Object.entries(texts)))).toEqual({
      port: 81,
      ratio: 0.5,
      debug: true,
      level: "a=b",
    });
  });

  it("names the option, what was given and what is wanted, for every wrong value", () => {
    const given = Object.entries({ port: "x", debug: "maybe", level: "ok", nope: "1" });
    const [port, debug, nope, ...more] = messageOf(() => readConfigTexts(options, given)).split("\n");
    expect(port).toMatch(/cannot set config option port to "x": its type is int/);
    expect(debug).toMatch(/cannot set config option debug to "maybe": its type is boolean/);
    expect(nope).toBe('cannot set config option "nope": the charm\'s options are port, ratio, debug, level');
    expect(more).toEqual([]);
  });
});

describe("splitAssignment", () => {
  it("splits at the first equals sign", () => {
    expect(splitAssignment("a=b=c", "config option")).toEqual(["a", "b=c"]);
    expect(splitAssignment("a=", "config option")).toEqual(["a", ""]);
  });

  it("refuses a word without a name or an equals sign", () => {
    for (const word of ["a", "=b", ""]) {
      expect(messageOf(() => splitAssignment(word, "config option"))).toContain("name=value");
    }
  });
});

describe("fillTemplate", () => {
  it("puts values in, and nothing for an option without one", () => {
    const template = `http://127.0.0.1:${placeholder("port")}/${placeholder("ratio")}`;
    expect(fillTemplate(template, configValues(layers()))).toBe("http://127.0.0.1:5000/");
  });
});
