import { describe, expect, test } from "bun:test";
import { makeCliReference } from "../docs/cli-reference.ts";
import { compareRows, routesIn } from "../docs/reference-pages.ts";

describe("reference pages", () => {
  test("a row that is missing and a row that is too many are told, each with its page", () => {
    const faults = compareRows({
      page: "docs/a.md",
      text: "| one |\n| three |\ntext",
      expected: ["one", "two"],
      row: (line) => /^\| (\w+) \|/.exec(line)?.[1],
    });
    expect(faults).toEqual(['docs/a.md: has no row "two"', 'docs/a.md: "three" is not in the code']);
  });

  test("routes are found on one line and on several, with their access", () => {
    const source =
      '{ method: "GET", path: "/v1/a", access: "open", h },\n{\n  method: "POST",\n  path: "/v1/b/{id}",\n  access: "admin",\n}';
    expect(routesIn(source)).toEqual(["GET /v1/a open", "POST /v1/b/{id} admin"]);
  });

  test("the page of commands has every command that the help lists, those of pod too", async () => {
    const page = await makeCliReference();
    for (const title of ["## run", "## exec", "## version", "### pod up", "### pod down"]) {
      expect(page).toContain(`\n${title}\n\n\`\`\`text\nUsage:\n`);
    }
  });
});
