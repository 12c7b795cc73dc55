import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { IdentitiesError, parseIdentities } from "@cobble/plan";

const start = "cannot unmarshal identities: ";
const types = `${start}yaml: unmarshal errors:\n  line 1: `;
const missing = 'no identities to add; did you forget the top-level "identities" key?';

describe("a file of identities", () => {
  it("gives what it says, as a client sends it", () => {
    const text = `
identities:
    bob:
        access: admin
        local:
            user-id: 42
        basic: {password: $6$salt$sum}
    amy: {access: read, cert: {pem: "x\\n"}}
    gone: null
`;
    assert.deepEqual(parseIdentities(text), {
      bob: { access: "admin", local: { "user-id": 42 }, basic: { password: "$6$salt$sum" } },
      amy: { access: "read", cert: { pem: "x\n" } },
      gone: null,
    });
  });

  const accepted: readonly (readonly [text: string, identity: unknown])[] = [
    ["{a: {}}", {}],
    ["{a: {access: yes, basic: {password: 5}}}", { access: "yes", basic: { password: "5" } }],
    ["{a: {access: read, local: {user-id: 018}}}", { access: "read", local: { "user-id": 18 } }],
    ["{a: {access: read, local: {user-id: 1.5}}}", { access: "read", local: { "user-id": 1 } }],
    ["{a: {local: {user-id: ~}, basic: {}, cert: }}", { local: {}, basic: {} }],
    ["{a: {more: 1, local: {user-id: 5, x: 6}}}", { local: { "user-id": 5 } }],
    ["{a: {<<: {access: read}}}", { access: "read" }],
    ["{a: ~}", null],
  ];
  for (const [text, identity] of accepted) {
    it(`leaves to the supervisor what is not its own to judge: ${text}`, () => {
      assert.deepEqual(parseIdentities(`other: 1\nidentities: ${text}`), { a: identity });
    });
  }

  const refused: readonly (readonly [text: string, message: string])[] = [
    ["", missing],
    ["x: y", missing],
    ["identities:", missing],
    ["identities: {}", missing],
    ["x", `${types}cannot unmarshal !!str \`x\` into cli.identitiesMap`],
    ["[]", `${types}cannot unmarshal !!seq into cli.identitiesMap`],
    ["identities: [a]", `${types}cannot unmarshal !!seq into map[string]*client.Identity`],
    ["identities: {a: b}", `${types}cannot unmarshal !!str \`b\` into client.Identity`],
    ["identities: {a: {access: []}}", `${types}cannot unmarshal !!seq into client.IdentityAccess`],
    ["identities: {a: {local: 5}}", `${types}cannot unmarshal !!int \`5\` into client.LocalIdentity`],
    ["identities: {a: {basic: []}}", `${types}cannot unmarshal !!seq into client.BasicIdentity`],
    ["identities: {a: {cert: x}}", `${types}cannot unmarshal !!str \`x\` into client.CertIdentity`],
    ["identities: {a: {local: {user-id: x}}}", `${types}cannot unmarshal !!str \`x\` into uint32`],
    ['identities: {a: {local: {user-id: "7"}}}', `${types}cannot unmarshal !!str \`7\` into uint32`],
    ["identities: {a: {local: {user-id: -1}}}", `${types}cannot unmarshal !!int \`-1\` into uint32`],
    [
      "identities: {a: {local: {user-id: 4294967296}}}",
      `${types}cannot unmarshal !!int \`4294967296\` into uint32`,
    ],
    ["identities: {a: {}, a: {}}", `${types}mapping key "a" already defined at line 1`],
    ["identities: {\n a b", `${start}yaml: line 2: did not find expected ',' or '}'`],
    ["\u0001", `${start}yaml: control characters are not allowed`],
    ["identities: *x", `${start}yaml: unknown anchor 'x' referenced`],
  ];
  for (const [text, message] of refused) {
    it(`is refused with the reference's sentence: ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseIdentities(text), { name: "IdentitiesError", message });
    });
  }

  it("tells every fault, with its place", () => {
    const text = "identities:\n  a: {local: 5}\n  b: {access: []}\n";
    assert.throws(
      () => parseIdentities(text, "ids.yaml"),
      (error) => {
        assert.ok(error instanceof IdentitiesError);
        assert.deepEqual(
          error.faults.map(({ file, line, column, path }) => [file, line, column, path]),
          [
            ["ids.yaml", 2, 14, "identities.a.local"],
            ["ids.yaml", 3, 15, "identities.b.access"],
          ],
        );
        return true;
      },
    );
  });
});
