import type { ConformanceCase } from "../../case.ts";

/** Layer files with which the daemon does not start. */
const refusedFiles = (
  name: string,
  files: Readonly<Record<string, string>>,
  sentence: string,
): ConformanceCase => ({
  name,
  files,
  daemon: "none",
  steps: [
    {
      run: ["run", "--hold"],
      code: 1,
      stderr: `cannot run daemon: cannot load plan: ${sentence}\n{any}`,
    },
  ],
});

const summary = "summary: x\n";

const refusedName = (name: string, file: string): ConformanceCase =>
  refusedFiles(
    `${name} is refused`,
    { [`layers/${file}`]: summary },
    `invalid layer filename: "${file}" (must look like "123-some-label.yaml")`,
  );

const refusedDirectory = (name: string, directory: string): ConformanceCase =>
  refusedFiles(
    `${name} is refused`,
    { [`layers/${directory}/001-inner.yaml`]: summary },
    `invalid layer sub-directory name: "${directory}" (must look like "123-some-label.d")`,
  );

const names: readonly ConformanceCase[] = [
  refusedName("a layer without number", "base.yaml"),
  refusedName("a layer with a number of one digit", "1-base.yaml"),
  refusedName("a layer with a number of four digits", "0001-base.yaml"),
  refusedName("a layer with a letter in its number", "00a-base.yaml"),
  refusedName("a layer without dash", "001base.yaml"),
  refusedName("a layer with an underscore", "001_base.yaml"),
  refusedName("a layer without label", "001-.yaml"),
  refusedName("a layer with a label of two letters", "001-ab.yaml"),
  refusedName("a layer with a capital", "001-Base.yaml"),
  refusedName("a layer whose label begins with a digit", "001-1base.yaml"),
  refusedName("a layer whose label begins with a dash", "001--base.yaml"),
  refusedName("a layer whose label ends with a dash", "001-base-.yaml"),
  refusedName("a layer with two dashes in its label", "001-ba--se.yaml"),
  refusedName("a layer with a space in its label", "001-ba se.yaml"),
  refusedName("a layer with a letter that is not of ASCII", "001-bäse.yaml"),
  refusedName("a layer with a point in its label", "001-base.old.yaml"),
  refusedName("a hidden layer", ".001-base.yaml"),
  refusedName("a layer that is only an ending", ".yaml"),
  refusedName("a file with the ending of a directory and a wrong name", "base.d"),
  refusedDirectory("a directory with a number of one digit", "1-base.d"),
  refusedDirectory("a directory with a label of two letters", "001-ab.d"),
  refusedDirectory("a directory with the ending of a file and a wrong name", "base.yaml"),
  refusedFiles(
    "a label with the reserved prefix is refused",
    { "layers/001-pebble-x.yaml": summary },
    'cannot use reserved label prefix "pebble-"',
  ),
  refusedFiles(
    "a directory's label with the reserved prefix is refused",
    { "layers/001-pebble-x.d/001-inner.yaml": summary },
    'cannot use reserved label prefix "pebble-"',
  ),
];

const conflicts: readonly ConformanceCase[] = [
  refusedFiles(
    "two layers of the same number are refused",
    { "layers/001-base.yaml": summary, "layers/001-more.yaml": summary },
    'invalid layer filename: "001-more.yaml" not unique (have "001-base.yaml" already)',
  ),
  refusedFiles(
    "two layers of the same label are refused",
    { "layers/001-base.yaml": summary, "layers/002-base.yaml": summary },
    'invalid layer filename: "002-base.yaml" not unique (have "001-base.yaml" already)',
  ),
  refusedFiles(
    "a directory with the number of a layer is refused",
    { "layers/001-base.yaml": summary, "layers/001-more.d/001-inner.yaml": summary },
    'invalid layer filename: "001-more.d" not unique (have "001-base.yaml" already)',
  ),
  refusedFiles(
    "a directory with the label of a layer is refused",
    { "layers/001-base.yaml": summary, "layers/002-base.d/001-inner.yaml": summary },
    'invalid layer filename: "002-base.d" not unique (have "001-base.yaml" already)',
  ),
  refusedFiles(
    "two inner layers of the same number are refused",
    { "layers/001-base.d/001-one.yaml": summary, "layers/001-base.d/001-two.yaml": summary },
    'invalid layer filename: "001-two.yaml" not unique (have "001-one.yaml" already)',
  ),
  refusedFiles(
    "an inner layer with a wrong name is refused",
    { "layers/001-base.d/inner.yaml": summary },
    'invalid layer filename: "inner.yaml" (must look like "123-some-label.yaml")',
  ),
  refusedFiles(
    "a directory in a directory is refused",
    { "layers/001-base.d/002-inner.d/001-deep.yaml": summary },
    "cannot have a layers sub-directory at this level",
  ),
  refusedFiles(
    "a fault in an inner layer is told with both labels",
    { "layers/001-base.d/001-inner.yaml": "servces: {}\n" },
    'cannot parse layer "base/inner": unknown section "servces"',
  ),
  refusedFiles(
    "of two layers with faults the first is told",
    { "layers/001-aaa.yaml": "servces: {}\n", "layers/002-bbb.yaml": "checs: {}\n" },
    'cannot parse layer "aaa": unknown section "servces"',
  ),
  refusedFiles(
    "a wrong name is told before a fault in a text",
    { "layers/001-base.yaml": "[", "layers/base.yaml": summary },
    'invalid layer filename: "base.yaml" (must look like "123-some-label.yaml")',
  ),
];

const links: readonly ConformanceCase[] = [
  {
    ...refusedFiles(
      "a layer that is a link to nothing is refused",
      {},
      "{any}{dir}/layers/001-base.yaml{any}: no such file or directory",
    ),
    links: { "layers/001-base.yaml": "nowhere" },
  },
  {
    ...refusedFiles(
      "a layer that is a link to itself is refused",
      {},
      "{any}{dir}/layers/001-base.yaml{any}: too many levels of symbolic links",
    ),
    links: { "layers/001-base.yaml": "001-base.yaml" },
  },
  {
    ...refusedFiles(
      "a directory that holds a link to itself is refused",
      { "layers/001-base.d/001-inner.yaml": summary },
      "cannot have a layers sub-directory at this level",
    ),
    links: { "layers/001-base.d/002-self.d": "../001-base.d" },
  },
];

/** Files in the directory of layers that are not what they should be. */
export const layerFileFaults: readonly ConformanceCase[] = [...names, ...conflicts, ...links];
