import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LabelError, parseLayerFileName, sortLayerFiles } from "@cobble/plan";

const files = (...names: readonly string[]): { name: string; directory: boolean }[] =>
  names.map((name) => ({ name, directory: name.endsWith(".d") }));

const refusal = (...names: readonly string[]): string => {
  try {
    sortLayerFiles(files(...names));
  } catch (error) {
    if (error instanceof LabelError) return error.message;
    throw error;
  }
  throw new Error(`the names are accepted: ${names.join(", ")}`);
};

describe("the name of a layer file", () => {
  for (const label of ["abc", "a-bc", "a1b", "ab-c", "a-b-c", "some-label-2"]) {
    it(`may have the label ${label}`, () => {
      const file = parseLayerFileName({ name: `012-${label}.yaml`, directory: false });
      assert.deepEqual([file?.order, file?.label], [12, label]);
    });
  }

  for (const stem of [
    "001-ab",
    "001-a-b",
    "001-Abc",
    "001-a_bc",
    "001-abc-",
    "001-1abc",
    "01-abc",
    "0001-abc",
    "001-a--bc",
    ".x",
  ]) {
    it(`may not be ${stem}.yaml`, () => {
      const name = `${stem}.yaml`;
      assert.equal(refusal(name), `invalid layer filename: "${name}" (must look like "123-some-label.yaml")`);
    });
  }

  it("ends in .yaml or .d, whatever it is of; others are passed over", () => {
    assert.deepEqual(sortLayerFiles(files("001-abc.yml", "README", "abc")), []);
    for (const name of ["001-abc.yaml", "001-abc.d"]) {
      assert.equal(parseLayerFileName({ name, directory: true })?.label, "abc");
      assert.equal(parseLayerFileName({ name, directory: false })?.label, "abc");
    }
    assert.equal(
      refusal("001-ab.d"),
      'invalid layer sub-directory name: "001-ab.d" (must look like "123-some-label.d")',
    );
  });
});

describe("sortLayerFiles", () => {
  it("orders files and directories by their numbers", () => {
    const sorted = sortLayerFiles(files("003-ccc.yaml", "001-aaa.yaml", "002-bbb.d"));
    assert.deepEqual(
      sorted.map(({ label, directory }) => [label, directory]),
      [
        ["aaa", false],
        ["bbb", true],
        ["ccc", false],
      ],
    );
  });

  it("refuses a number or a label that comes twice", () => {
    const sentence = (name: string): string =>
      `invalid layer filename: "${name}" not unique (have "001-abc.yaml" already)`;
    assert.equal(refusal("001-abc.yaml", "002-abc.yaml"), sentence("002-abc.yaml"));
    assert.equal(refusal("001-abd.yaml", "001-abc.yaml"), sentence("001-abd.yaml"));
  });

  it("refuses reserved labels, and directories inside of directories", () => {
    assert.equal(refusal("001-pebble-x.yaml"), 'cannot use reserved label prefix "pebble-"');
    assert.throws(() => sortLayerFiles(files("001-abc.d"), { inner: true }), {
      message: "cannot have a layers sub-directory at this level",
    });
  });
});
