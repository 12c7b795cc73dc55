import { describe, expect, it } from "bun:test";
import { PodInputError } from "../../src/errors.ts";
import { describePod } from "../../src/pod/charm-files.ts";

const describeFiles = (files: Readonly<Record<string, string>>) => describePod("/pod", (name) => files[name]);

const errorOf = (files: Readonly<Record<string, string>>): PodInputError => {
  try {
    describeFiles(files);
  } catch (error) {
    if (error instanceof PodInputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("describePod", () => {
  it("reads charmcraft.yaml alone, with no pod.yaml", () => {
    const { charm, pod } = describeFiles({ "charmcraft.yaml": "name: app\n" });
    expect(charm.name).toBe("app");
    expect(pod.open).toBeUndefined();
  });

  it("reads metadata.yaml with config.yaml and actions.yaml where there is no charmcraft.yaml", () => {
    const { charm } = describeFiles({
      "metadata.yaml": "name: app\n",
      "config.yaml": "options:\n  port: {type: int}\n",
      "actions.yaml": "purge: {description: purges}\n",
    });
    expect([...charm.config.keys(), ...charm.actions.keys()]).toEqual(["port", "purge"]);
  });

  it("says where it looked when there is no charm", () => {
    expect(errorOf({}).message).toBe("cannot find a charm in /pod: there is no charmcraft.yaml");
  });

  it("tells the faults of charmcraft.yaml, and of pod.yaml when that is well", () => {
    const broken = errorOf({ "charmcraft.yaml": "name: app\ncontainers:\n  web: {}\n" });
    expect(broken.message).toMatch(/^charmcraft\.yaml:3:\d+: containers\.web: cannot/);
    expect(broken.faults).toHaveLength(1);
    const pod = errorOf({ "charmcraft.yaml": "name: app\n", "pod.yaml": "ports: [nope]\n" });
    expect(pod.message).toStartWith("pod.yaml:1:9: ports[0]: cannot find a config option");
  });
});
