import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type AccountRequest, parseLayer } from "@cobble/plan";
import { checkLayer, layerErrorOf } from "./sentences.ts";

const section = 'cannot parse layer "base" section "checks": ';
const types = `${section}yaml: unmarshal errors:\n`;

describe("a check in a layer", () => {
  const refused: readonly (readonly [fields: string, message: string])[] = [
    ["level: x", 'plan check "a" level must be "alive" or "ready"'],
    ["level: [x]", `${types}  line 4: cannot unmarshal !!seq into plan.CheckLevel`],
    ["startup: x", 'plan check "a" startup must be "enabled" or "disabled"'],
    ["startup: [x]", `${types}  line 4: cannot unmarshal !!seq into plan.CheckStartup`],
    ["period: 0", 'plan check "a" period must not be zero'],
    ["period: -1s", 'plan check "a" period must not be negative'],
    ["timeout: 0s", 'plan check "a" timeout must not be zero'],
    ["period: x", `${section}invalid duration "x"`],
    ["threshold: x", `${types}  line 4: cannot unmarshal !!str \`x\` into int`],
    ["threshold: '4'", `${types}  line 4: cannot unmarshal !!str \`4\` into int`],
    ["http: 5", `${types}  line 4: cannot unmarshal !!int \`5\` into plan.HTTPCheck`],
    ["http: {url: [x]}", `${types}  line 4: cannot unmarshal !!seq into string`],
    ["http: {foo: 1}", `${types}  line 4: field foo not found in type plan.HTTPCheck`],
    ["http: {headers: []}", `${types}  line 4: cannot unmarshal !!seq into map[string]string`],
    ["tcp: x", `${types}  line 4: cannot unmarshal !!str \`x\` into plan.TCPCheck`],
    ["tcp: {port: '80'}", `${types}  line 4: cannot unmarshal !!str \`80\` into int`],
    ["exec: x", `${types}  line 4: cannot unmarshal !!str \`x\` into plan.ExecCheck`],
    ["exec: {command: '\"'}", 'plan check "a" command invalid: EOF found when expecting closing quote'],
    [
      "exec: {command: x, group-id: 5}",
      'plan check "a" has invalid user/group: must specify user, not just group',
    ],
    ["foo: 1", `${types}  line 4: field foo not found in type plan.Check`],
  ];
  for (const [fields, message] of refused) {
    it(`is refused with the reference's sentence: ${fields}`, () => {
      assert.equal(layerErrorOf(checkLayer(fields)).message, message);
    });
  }

  it("may be doubtful: what the reference accepts is read", () => {
    const fields = "timeout: -1s\nthreshold: -1\ntcp: {port: 70000}\nexec: {command: 'a [ b ]'}\nlevel: ''";
    const check = parseLayer(checkLayer(fields), { label: "base" }).checks.get("a");
    assert.equal(check?.timeoutMs, -1000);
    assert.equal(check?.threshold, -1);
    assert.equal(check?.tcp?.port, 70_000);
    assert.equal(check?.exec?.command, "a [ b ]");
    assert.equal(check?.level, "");
  });

  it("has no threshold of its own when it is zero", () => {
    const check = parseLayer(checkLayer("threshold: 0"), { label: "base" }).checks.get("a");
    assert.ok(check !== undefined && !("threshold" in check));
  });

  it("may not be empty or without a name, but may be called pebble", () => {
    assert.equal(layerErrorOf("checks:\n  a:").message, 'check object cannot be null for check "a"');
    assert.equal(layerErrorOf("checks:\n  '': {}").message, "cannot use empty string as check name");
    assert.equal(parseLayer("checks:\n  pebble: {}\n  -a: {}", { label: "base" }).checks.size, 2);
  });

  it("asks for the accounts of its command, and tells what is wrong with them", () => {
    const asked: AccountRequest[] = [];
    const accountMessage = (request: AccountRequest): string => {
      asked.push(request);
      return "user: unknown user nosuch";
    };
    const text = checkLayer("exec: {command: x, user: nosuch, group-id: 5}");
    assert.throws(() => parseLayer(text, { label: "base", accountMessage }), {
      name: "LayerError",
      message: 'plan check "a" has invalid user/group: user: unknown user nosuch',
    });
    assert.deepEqual(
      asked.map(({ user, groupId }) => [user, groupId]),
      [["nosuch", 5]],
    );
  });
});
