import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describeFieldFault, type Fault } from "@cobble/plan";

const fault: Fault = { message: "cannot", path: "services.web", line: 4, column: 5 };

describe("describeFieldFault", () => {
  it("prints place, field, text and hint, as far as they are known", () => {
    assert.equal(
      describeFieldFault({ ...fault, file: "001-a.yaml" }),
      "001-a.yaml:4:5: services.web: cannot",
    );
    assert.equal(describeFieldFault(fault), "line 4, column 5: services.web: cannot");
    assert.equal(describeFieldFault({ ...fault, line: 0, column: 0 }), "services.web: cannot");
    assert.equal(
      describeFieldFault({ ...fault, path: "", hint: "try x" }),
      "line 4, column 5: cannot (try x)",
    );
  });
});
