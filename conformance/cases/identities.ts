import type { CaseList, CommandStep } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

/** A step that gives a command a file of identities on its standard input. */
function from(text: string, words: readonly string[], outcome: Partial<CommandStep>): CommandStep {
  return { run: [...words, "--from", "/dev/stdin"], stdin: text, ...outcome };
}

function add(text: string, message: string): CommandStep {
  return from(text, ["add-identities"], { code: 1, stderr: `error: ${message}\n` });
}

function post(action: string, identities: unknown) {
  return { send: "POST /v1/identities", body: { action, identities } };
}

const done = { status: 200, json: { type: "sync", status: "OK", result: "{absent}" } };
const missing = 'no identities to add; did you forget the top-level "identities" key?';
const types = "cannot unmarshal identities: yaml: unmarshal errors:\n  line 1: ";
const level = 'access value must be specified ("admin", "read", "metrics", or "untrusted")';
const nameRule =
  "must start with an alphabetic character and only contain alphanumeric characters, underscore, and hyphen";

function user(id: number, access = "read"): unknown {
  return { access, local: { "user-id": id } };
}

/** Identities: files, commands, and what the API makes of them. */
export const identities: CaseList = {
  noun: "identities",
  cases: [
    {
      name: "before any is added there are none",
      steps: [
        { run: ["identities"], stderr: "No identities.\n" },
        { run: ["identities", "--format", "json"], stdout: '{"identities":{}}\n' },
        { run: ["identities", "--format", "yaml"], stdout: "identities: {}\n" },
        { send: "GET /v1/identities", ...sync({}) },
        { run: ["identity", "x"], code: 1, stderr: 'error: cannot find identity "x"\n' },
      ],
    },
    {
      name: "they are added, shown without secrets, changed and removed",
      steps: [
        from(
          "identities: {bob: {access: admin, local: {user-id: 42}}, amy: {access: read, basic: {password: x}}}",
          ["add-identities"],
          { stdout: "Added 2 new identities.\n" },
        ),
        {
          run: ["identities"],
          stdout: lines("Name  Access  Types", "amy   read    basic", "bob   admin   local"),
        },
        {
          run: ["identities", "--format", "yaml"],
          stdout: lines(
            "identities:",
            "    amy:",
            "        access: read",
            "        basic:",
            "            password: '*****'",
            "    bob:",
            "        access: admin",
            "        local:",
            "            user-id: 42",
          ),
        },
        { run: ["identity", "bob"], stdout: lines("access: admin", "local:", "    user-id: 42") },
        {
          run: ["identity", "amy", "--format=json"],
          stdout: '{"access":"read","basic":{"password":"*****"}}\n',
        },
        from("identities: {bob: {access: read, local: {user-id: 0o17}}}", ["update-identities"], {
          stdout: "Updated 1 identity.\n",
        }),
        from(
          "identities: {bob: null, new: {access: metrics, local: {user-id: 7}, basic: {password: y}}}",
          ["update-identities", "--replace"],
          {
            stdout: "Replaced 2 identities.\n",
          },
        ),
        {
          run: ["identities"],
          stdout: lines("Name  Access   Types", "amy   read     basic", "new   metrics  basic,local"),
        },
        from("identities: {amy: ~, new: }", ["remove-identities"], { stdout: "Removed 2 identities.\n" }),
        { run: ["identities"], stderr: "No identities.\n" },
      ],
    },
    {
      name: "files that are none are refused",
      steps: [
        add("", missing),
        add("x: y", missing),
        add("identities: {}", missing),
        add("[]", `${types}cannot unmarshal !!seq into cli.identitiesMap`),
        add("identities: [a]", `${types}cannot unmarshal !!seq into map[string]*client.Identity`),
        add("identities: {a: b}", `${types}cannot unmarshal !!str \`b\` into client.Identity`),
        add("identities: {a: {local: {user-id: x}}}", `${types}cannot unmarshal !!str \`x\` into uint32`),
        add(
          "identities: {\n a b",
          "cannot unmarshal identities: yaml: line 2: did not find expected ',' or '}'",
        ),
        { run: ["add-identities"], code: 1, stderr: "error: the required flag `--from' was not specified\n" },
        {
          run: ["add-identities", "--from=nope"],
          code: 1,
          stderr: "error: open nope: no such file or directory\n",
        },
        {
          run: ["remove-identities", "--replace"],
          code: 1,
          stderr: "error: unknown flag `replace'\n",
        },
      ],
    },
    {
      name: "a file may hold more than is known",
      steps: [
        from(
          "other: 1\nidentities: {a: {access: read, more: 1, basic: {password: 5, x: 6}}}\n---\nx",
          ["add-identities"],
          {
            stdout: "Added 1 new identity.\n",
          },
        ),
        { run: ["identity", "a"], stdout: lines("access: read", "basic:", "    password: '*****'") },
      ],
    },
    {
      name: "add, update and remove want what fits them",
      steps: [
        { ...post("add", { a: user(1) }), ...done },
        {
          ...post("add", { b: user(2), a: user(3) }),
          ...failure(400, { message: "identities already exist: a" }),
        },
        {
          ...post("add", { b: null }),
          ...failure(400, { message: 'identity value for "b" must not be null for add operation' }),
        },
        {
          ...post("update", { c: user(2), b: user(3) }),
          ...failure(400, { message: "identities do not exist: b, c" }),
        },
        {
          ...post("update", { a: null }),
          ...failure(400, { message: 'identity value for "a" must not be null for update operation' }),
        },
        {
          ...post("remove", { "": null, "1x": null }),
          ...failure(400, { message: "identities do not exist: , 1x" }),
        },
        {
          ...post("remove", { a: user(1) }),
          ...failure(400, { message: 'identity value for "a" must be null for remove operation' }),
        },
        { ...post("replace", { a: null, nobody: null }), ...done },
        { send: "GET /v1/identities", ...sync({}) },
        from("identities: {a: {access: read, local: {user-id: 1}}}", ["remove-identities"], {
          code: 1,
          stderr: 'error: identity value for "a" must be null for remove operation\n',
        }),
      ],
    },
    {
      name: "an identity without what it needs is refused",
      steps: [
        { ...post("add", { a: {} }), ...failure(400, { message: `invalid identity for "a": ${level}` }) },
        {
          ...post("dance", { a: { access: "boss" } }),
          ...failure(400, {
            message:
              'invalid identity for "a": invalid access value "boss", must be "admin", "read", "metrics", or "untrusted"',
          }),
        },
        {
          ...post("add", { a: { access: "read" } }),
          ...failure(400, {
            message:
              'invalid identity for "a": identity must have at least one type ("local", "basic", or "cert")',
          }),
        },
        {
          ...post("add", { a: { access: "read", local: {} } }),
          ...failure(400, { message: 'invalid identity for "a": local identity must specify user-id' }),
        },
        {
          ...post("add", { a: { access: "read", basic: { password: "" } } }),
          ...failure(400, {
            message: 'invalid identity for "a": basic identity must specify password (hashed)',
          }),
        },
        {
          ...post("add", { a: { access: "read", cert: { pem: "x" } } }),
          ...failure(400, {
            message: 'invalid identity for "a": cert identity must include a PEM-encoded certificate',
          }),
        },
        ...["", "1a", "_a", "a b", "é", "a.b"].map((name) => ({
          ...post("add", { [name]: user(1) }),
          ...failure(400, {
            message: `invalid identity for ${JSON.stringify(name)}: identity name "" invalid: ${nameRule}`,
          }),
        })),
        {
          ...post("dance", {}),
          ...failure(400, {
            message: 'invalid action "dance", must be "add", "update", "replace", or "remove"',
          }),
        },
        { send: "POST /v1/identities", body: { action: "add" }, ...done },
      ],
    },
    {
      name: "a user has one identity at most",
      steps: [
        { ...post("add", { x: user(1) }), ...done },
        {
          ...post("add", { c: user(1), b: user(1) }),
          ...failure(400, { message: "cannot have multiple identities with user ID 1 (b, c, x)" }),
        },
        {
          ...post("replace", { y: user(1) }),
          ...failure(400, { message: "cannot have multiple identities with user ID 1 (x, y)" }),
        },
        { ...post("replace", { y: user(1), x: null }), ...done },
        { ...post("update", { y: user(4_294_967_295) }), ...done },
        { send: "GET /v1/identities", ...sync({ y: user(4_294_967_295), x: "{absent}" }) },
      ],
    },
    {
      name: "values of other types are refused as Go refuses them",
      steps: (
        [
          [[], "array into Go struct field .identities of type map[string]*daemon.apiIdentity"],
          [{ a: 5 }, "number into Go struct field .identities of type daemon.apiIdentity"],
          [
            { a: { access: 5 } },
            "number into Go struct field apiIdentity.identities.access of type identities.Access",
          ],
          [
            { a: { local: 5 } },
            "number into Go struct field apiIdentity.identities.local of type daemon.apiLocalIdentity",
          ],
          [
            { a: { local: { "user-id": 4_294_967_296 } } },
            "number 4294967296 into Go struct field apiLocalIdentity.identities.local.user-id of type uint32",
          ],
          [
            { a: { basic: { password: 5 } } },
            "number into Go struct field apiBasicIdentity.identities.basic.password of type string",
          ],
        ] as const
      ).map(([given, message]) => ({
        ...post("add", given),
        ...failure(400, { message: `cannot decode request body: json: cannot unmarshal ${message}` }),
      })),
    },
    {
      name: "run replaces identities by those of a file",
      files: { "ids.yaml": "identities: {a: {access: read, local: {user-id: 5}}, gone: null}" },
      daemon: ["--hold", "--identities", "ids.yaml"],
      // The reference answers for a moment before it has read them.
      steps: [{ send: "GET /v1/identities", ...sync({ a: user(5) }), eventually: true }],
    },
    {
      name: "run does not start with a file of identities that is wrong",
      files: {
        "empty.yaml": "",
        "twice.yaml":
          "identities: {a: {access: read, local: {user-id: 5}}, b: {access: read, local: {user-id: 5}}}",
      },
      daemon: "none",
      steps: [
        {
          run: ["run", "--identities", "empty.yaml"],
          code: 1,
          stderr: `{any}cannot run daemon: cannot read identities: ${missing}\n`,
        },
        {
          run: ["run", "--identities", "nope.yaml"],
          code: 1,
          stderr:
            "{any}cannot run daemon: cannot read identities: open nope.yaml: no such file or directory\n",
        },
        {
          run: ["run", "--identities", "twice.yaml"],
          code: 1,
          stderr:
            "{any}cannot run daemon: cannot replace identities: cannot have multiple identities with user ID 5 (a, b)\n",
        },
      ],
    },
  ],
};
