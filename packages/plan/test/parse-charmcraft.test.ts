import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CharmcraftError, describeFieldFault, parseCharmcraft } from "@cobble/plan";

const whole = `type: charm
name: snappass
summary: Share a secret once
containers:
  snappass:
    resource: snappass-image
    mounts:
      - storage: data
        location: /srv
  my-redis:
    resource: redis-image
resources:
  snappass-image:
    type: oci-image
    description: The web app
  redis-image: { type: oci-image, upstream-source: "redis:7" }
config:
  options:
    port: { type: int, default: 5000, description: Where the app listens }
    motto: {}
actions:
  purge:
    description: Delete every secret
    params:
      older-than: { type: integer, minimum: 0 }
    required: [older-than]
  rotate:
`;

/** The faults of a text, printed. */
const faultsOf = (text: string): readonly string[] => {
  try {
    parseCharmcraft(text, { file: "charmcraft.yaml" });
  } catch (error) {
    assert.ok(error instanceof CharmcraftError);
    return error.faults.map(describeFieldFault);
  }
  return [];
};

describe("parseCharmcraft", () => {
  it("a whole file gives each part, in the file's order", () => {
    const meta = parseCharmcraft(whole, { file: "charmcraft.yaml" });
    assert.equal(meta.name, "snappass");
    assert.equal(meta.summary, "Share a secret once");
    assert.deepEqual([...meta.containers.keys()], ["snappass", "my-redis"]);
    assert.deepEqual(meta.containers.get("snappass"), {
      resource: "snappass-image",
      mounts: [{ storage: "data", location: "/srv" }],
    });
    assert.deepEqual(meta.resources.get("redis-image"), {
      type: "oci-image",
      description: "",
      upstreamSource: "redis:7",
    });
    assert.deepEqual(meta.config.get("port"), {
      type: "int",
      default: 5000,
      description: "Where the app listens",
    });
    assert.deepEqual(meta.config.get("motto"), { type: "string", description: "" });
    const purge = meta.actions.get("purge");
    assert.deepEqual(purge?.params.get("older-than"), { type: "integer", minimum: 0 });
    assert.deepEqual(purge?.required, ["older-than"]);
    assert.equal(meta.actions.get("rotate")?.description, "");
  });

  it("no containers at all is an operator-only charm, and no fault", () => {
    const meta = parseCharmcraft("name: db-integrator\n", { file: "charmcraft.yaml" });
    assert.equal(meta.containers.size, 0);
  });

  it("config and actions in files of their own are read from there", () => {
    const meta = parseCharmcraft("name: a\n", {
      file: "metadata.yaml",
      config: { file: "config.yaml", text: "options:\n  debug: {type: boolean, default: false}\n" },
      actions: { file: "actions.yaml", text: "backup: {description: Save all}\n" },
    });
    assert.equal(meta.config.get("debug")?.default, false);
    assert.equal(meta.actions.get("backup")?.description, "Save all");
  });

  it("a fault in a file of its own is told with that file's name", () => {
    const parse = (): unknown =>
      parseCharmcraft("name: a\n", {
        file: "metadata.yaml",
        config: { file: "config.yaml", text: "options:\n  port: {type: integer}\n" },
      });
    assert.throws(
      parse,
      /^CharmcraftError: config\.yaml:2:16: options\.port\.type: cannot use type "integer"/,
    );
  });

  it("a container without a resource is a fault at the container", () => {
    assert.deepEqual(faultsOf("name: a\ncontainers:\n  web:\n  db: {}\n"), [
      "charmcraft.yaml:3:3: containers.web: cannot find the container's image: `resource` has to name an oci-image resource",
      "charmcraft.yaml:4:7: containers.db: cannot find the container's image: `resource` has to name an oci-image resource",
    ]);
  });

  it("a container that names an unknown resource is a fault that lists the known ones", () => {
    const text = "name: a\ncontainers: {web: {resource: img}}\nresources: {image: {type: oci-image}}\n";
    assert.deepEqual(faultsOf(text), [
      'charmcraft.yaml:2:30: containers.web.resource: cannot find a resource "img": the resources are image',
    ]);
  });

  it("a container made from a file resource is a fault", () => {
    const text = "name: a\ncontainers: {web: {resource: f}}\nresources: {f: {type: file}}\n";
    assert.match(faultsOf(text)[0] ?? "", /its type is file, not oci-image$/);
  });

  it("many faults are all told, in the order of the file", () => {
    const text = `name: My Charm
type: bundle
resources: { img: { type: docker } }
containers: [web]
config:
  options:
    port: { type: int, default: high }
    speed: { type: float, default: fast }
    on: { default: true }
actions:
  Do_It: {}
  sleep: { params: [seconds] }
`;
    const places = faultsOf(text).map((line) => line.replace(/: cannot.*/, ""));
    assert.deepEqual(places, [
      "charmcraft.yaml:1:7: name",
      "charmcraft.yaml:2:7: type",
      "charmcraft.yaml:3:27: resources.img.type",
      "charmcraft.yaml:4:13: containers",
      "charmcraft.yaml:7:33: config.options.port.default",
      "charmcraft.yaml:8:36: config.options.speed.default",
      "charmcraft.yaml:9:20: config.options.on.default",
      "charmcraft.yaml:11:10: actions.Do_It",
      "charmcraft.yaml:12:20: actions.sleep.params",
    ]);
  });

  it("text that is not YAML is a fault with its line", () => {
    assert.match(
      faultsOf("name: a\ncontainers: [\n")[0] ?? "",
      /^charmcraft\.yaml:3:1: cannot read the YAML/,
    );
  });

  it("an empty file is a fault: a charm has a name", () => {
    assert.deepEqual(faultsOf(""), [
      "charmcraft.yaml:1:1: cannot find `name`: a charm has one, as in `name: snappass`",
    ]);
  });

  it("a value behind an alias is read as what it stands for", () => {
    const text = "name: a\nconfig: {options: {x: &same {type: int, default: 1}, y: *same}}\n";
    assert.equal(parseCharmcraft(text, { file: "c" }).config.get("y")?.default, 1);
  });
});
