import { describe, expect, it } from "bun:test";
import { combineLayers, type Layer, parseLayer } from "@cobble/plan";
import { applyArgs } from "../../../src/managers/plan/args.ts";

const layer = (label: string, service: string): Layer =>
  parseLayer(`services: {web: {${service}}}`, { label });

const base = layer("base", 'override: replace, command: "serve --fast [ --port 80 ]"');
const above = layer("above", "override: merge, summary: above");
const args = new Map([["web", ["--port", "81 82"]]]);

const commandOf = (layers: readonly Layer[]): string | undefined =>
  combineLayers(layers).services.get("web")?.command;

describe("arguments of the command line", () => {
  it("stand in the plan in place of the default ones", () => {
    expect(commandOf(applyArgs([base, above], args))).toBe("serve --fast [ --port '81 82' ]");
  });

  it("take the default ones away, when there are none", () => {
    expect(commandOf(applyArgs([base], new Map([["web", []]])))).toBe("serve --fast");
  });

  it("are gone with the command that they were for, when a later layer has another", () => {
    const later = layer("later", 'override: merge, command: "other [ -x ]"');
    expect(commandOf([...applyArgs([base], args), later])).toBe("other [ -x ]");
  });

  it("are refused for a service that no layer has", () => {
    expect(() => applyArgs([base], new Map([["wbe", []]]))).toThrow('service "wbe" not found in plan');
  });
});
