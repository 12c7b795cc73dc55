import { describe, expect, it } from "bun:test";
import { formatTable } from "../../src/format/table.ts";

describe("formatTable", () => {
  it("lines columns up two spaces apart, at least five wide, and pads no line's end", () => {
    const rows = [
      ["ID", "Name", "What"],
      ["1", "a-long-name", "x"],
      ["10", "", ""],
    ];
    expect(formatTable(rows)).toBe("ID   Name         What\n1    a-long-name  x\n10                \n");
  });

  it("counts letters and not bytes", () => {
    expect(
      formatTable([
        ["éééééé", "b"],
        ["a", "b"],
      ]),
    ).toBe("éééééé  b\na       b\n");
  });
});
