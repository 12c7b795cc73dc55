import type { CaseList, CommandStep, ConformanceCase } from "../case.ts";

const layer = "services: {a: {override: replace, command: sleep 1}}\n";
const merged = "services: {a: {override: merge, summary: x}}\n";

const added = (words: readonly string[], file = "new.yaml"): CommandStep => ({
  run: ["add", ...words, file],
  stdout: `Layer "${words.at(-1)}" added successfully from "${file}"\n`,
});

const refused = (name: string, words: readonly string[], error: string): ConformanceCase => ({
  name,
  files: { "new.yaml": layer, "folder/inside": "" },
  steps: [{ run: ["add", ...words], code: 1, stderr: `error: ${error}\n` }],
});

/** The command `add`: its flags, and files that are no layers. */
export const add: CaseList = {
  noun: "add",
  cases: [
    {
      name: "a layer may be combined with one that is there, or with none",
      files: { "new.yaml": layer, "more.yaml": merged },
      steps: [
        added(["--combine", "x"]),
        added(["--combine", "x"], "more.yaml"),
        added(["--inner", "--combine", "x"], "more.yaml"),
      ],
    },
    {
      name: "a layer of a directory that is not on top needs --inner",
      files: { "new.yaml": layer },
      steps: [
        added(["dir/one"]),
        added(["top"]),
        {
          run: ["add", "dir/two", "new.yaml"],
          code: 1,
          stderr: "error: cannot insert sub-directory layer without 'inner' attribute set\n",
        },
        added(["--inner", "dir/two"]),
      ],
    },
    {
      name: "a layer may come from a pipe",
      steps: [{ ...added(["x"], "/dev/stdin"), stdin: layer }],
    },
    {
      name: "an empty file is an empty layer",
      files: { empty: "" },
      steps: [added(["x"], "empty"), { run: ["plan"], stdout: "{}\n" }],
    },
    refused(
      "a file that is not there is refused",
      ["x", "none.yaml"],
      "open none.yaml: no such file or directory",
    ),
    refused("a directory is refused", ["x", "folder"], "read folder: is a directory"),
    refused("an empty label is refused", ["", "new.yaml"], "label must be set"),
    refused(
      "a label with the reserved prefix is refused",
      ["pebble-x", "new.yaml"],
      'cannot parse layer YAML: cannot use reserved label prefix "pebble-"',
    ),
    refused(
      "a label without a file is refused",
      ["x"],
      "the required argument `<layer-path>` was not provided",
    ),
    refused(
      "neither label nor file is refused",
      [],
      "the required arguments `<label>` and `<layer-path>` were not provided",
    ),
    refused("more words are refused", ["x", "new.yaml", "more.yaml"], "too many arguments for command"),
  ],
};
