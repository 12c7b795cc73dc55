import { describe, expect, it } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { combineLayers, PlanError } from "@cobble/plan";
import { loadLayers, planFailure } from "../src/load-layers.ts";

/** Every account exists. */
const everybody = { accountMessage: () => undefined };

const withLayers = (files: Readonly<Record<string, string>>, use: (directory: string) => void): void => {
  const directory = mkdtempSync(join(tmpdir(), "cobble-load-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(directory, name, ".."), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const messageOf = (use: () => unknown): string => {
  try {
    use();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("nothing was thrown");
};

describe("layers that a daemon cannot start with", () => {
  it("are told with the reference's sentence, and then every fault with its line", () =>
    withLayers(
      {
        "001-low.yaml": "services:\n  a: {override: replace, command: c, kill-delay: 5}\n",
        "002-upper.yaml": "checks:\n  k: {override: replace, level: x, tcp: {port: 1}}\n",
      },
      (directory) => {
        expect(messageOf(() => loadLayers(directory, everybody))).toBe(
          `cannot load plan: cannot parse layer "low" section "services": invalid duration "5"

${directory}/001-low.yaml:2:50: error: services.a.kill-delay: invalid duration "5"
    2 |   a: {override: replace, command: c, kill-delay: 5}
      |                                                  ^ did you mean "5s"?
${directory}/002-upper.yaml:2:33: error: checks.k.level: plan check "k" level must be "alive" or "ready"
    2 |   k: {override: replace, level: x, tcp: {port: 1}}
      |                                 ^`,
        );
      },
    ));

  it("are told in the same way, when only the plan that they make has faults; warnings are not", () =>
    withLayers(
      { "001-low.yaml": "services: {a: {override: replace, command: c, startup: maybe, requires: [b]}}" },
      (directory) => {
        const layers = loadLayers(directory, everybody);
        let failure: Error | undefined;
        try {
          combineLayers(layers);
        } catch (error) {
          if (error instanceof PlanError) failure = planFailure(error, directory, everybody);
        }
        expect(failure?.message.split("\n").slice(0, 3)).toEqual([
          'cannot load plan: service "b" does not exist',
          "",
          `${directory}/001-low.yaml:1:74: error: services.a.requires: service "b" does not exist`,
        ]);
        expect(failure?.message).not.toContain("warning");
      },
    ));

  it("are told in one sentence, when a file has a wrong name", () =>
    withLayers({ "1-low.yaml": "" }, (directory) => {
      expect(messageOf(() => loadLayers(directory, everybody))).toBe(
        'cannot load plan: invalid layer filename: "1-low.yaml" (must look like "123-some-label.yaml")',
      );
    }));
});
