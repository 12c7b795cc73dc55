import { describe, expect, it } from "bun:test";
import type { Command, CommandLoader } from "../../src/command.ts";
import { catalogue } from "../../src/registry.ts";

const loadAll = async (loaders: readonly CommandLoader[]): Promise<readonly Command[]> => {
  const loaded = await Promise.all(loaders.map(async (load) => (await load()).command));
  const inner = loaded.flatMap(({ subcommands }) =>
    subcommands === undefined || subcommands === "all" ? [] : Object.values(subcommands),
  );
  return inner.length === 0 ? loaded : [...loaded, ...(await loadAll(inner))];
};

/** What an argument of this name has to complete, wherever it stands. */
const nouns: Readonly<Record<string, string>> = {
  "<service>": "service",
  "<check>": "check",
  "<change-id>": "change",
  "<label>": "label",
  "<layer-path>": "local-path",
  "<local-path>": "local-path",
  "<remote-path>": "remote-path",
  "<folder>": "local-directory",
};

describe("what commands say of their words", () => {
  it("says what an argument names that shells can complete, in every command", async () => {
    const commands = await loadAll(catalogue.groups.flatMap((group) => Object.values(group.commands)));
    const silent = commands.flatMap(({ name, args }) =>
      args
        .filter(
          (argument) => nouns[argument.name] !== undefined && argument.completes !== nouns[argument.name],
        )
        // The words of `pod exec` have no fixed places.
        .filter(() => name !== "exec" || args[0]?.name === "<command>")
        .map((argument) => `${name} ${argument.name}`),
    );
    expect(silent).toEqual([]);
    expect(commands.length).toBeGreaterThan(30);
  });
});
