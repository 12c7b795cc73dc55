import { describe, expect, it } from "bun:test";
import { type ConfigValue, parseCharmcraft } from "@cobble/plan";
import { PodConfig } from "../../src/pod/pod-config.ts";
import { emptyPodFile } from "../../src/pod/pod-file.ts";

const { config: options } = parseCharmcraft(
  "name: app\nconfig:\n  options:\n    port: {type: int, default: 5000}\n    admin: {type: int, default: 5001}\n    level: {type: string, default: info}\n",
  { file: "charmcraft.yaml" },
);

const makeConfig = (taken: Set<number>, user: ReadonlyMap<string, ConfigValue> = new Map()): PodConfig => {
  const isFree = (port: number): boolean => !taken.has(port);
  return new PodConfig(
    { options, pod: { ...emptyPodFile, ports: ["port", "admin"] }, user },
    {
      isFree: (port) => Promise.resolve(isFree(port)),
      findFree: (from, except) => {
        for (let port = from; port < 6000; port++) {
          if (isFree(port) && !except.has(port)) return Promise.resolve(port);
        }
        return Promise.resolve(undefined);
      },
    },
  );
};

const values = (config: PodConfig) => Object.fromEntries(config.values);

describe("the configuration of a pod", () => {
  it("replaces a taken port by the next free one that no other option has", async () => {
    const config = makeConfig(new Set([5000]));
    expect(await config.choosePorts()).toEqual([{ option: "port", port: 5000, using: 5002 }]);
    expect(values(config)).toMatchObject({ port: 5002, admin: 5001 });
    expect(config.user).toEqual({});
  });

  it("leaves ports alone that are free", async () => {
    expect(await makeConfig(new Set([80])).choosePorts()).toEqual([]);
  });

  it("tells which options have another value after a change", async () => {
    const config = makeConfig(new Set());
    expect(await config.set({ set: { level: "debug", port: "5000" }, reset: [] })).toEqual({
      changed: ["level"],
      replacements: [],
    });
    expect(config.user).toEqual({ level: "debug", port: 5000 });
    expect((await config.set({ set: {}, reset: ["level"] })).changed).toEqual(["level"]);
    expect(config.user).toEqual({ port: 5000 });
  });

  it("replaces a new port that is taken, but not the one that the pod itself has", async () => {
    const taken = new Set([7000]);
    const config = makeConfig(taken);
    taken.add(5000);
    expect(await config.set({ set: { port: "5000" }, reset: [] })).toEqual({ changed: [], replacements: [] });
    const { replacements } = await config.set({ set: { port: "5500" }, reset: [] });
    expect(replacements).toEqual([]);
    taken.add(5600);
    const second = await config.set({ set: { port: "5600" }, reset: [] });
    expect(second).toEqual({
      changed: ["port"],
      replacements: [{ option: "port", port: 5600, using: 5601 }],
    });
    expect(values(config)).toMatchObject({ port: 5601 });
  });

  it("takes nothing when any value is wrong", async () => {
    const config = makeConfig(new Set());
    await expect(config.set({ set: { level: "x", port: "y" }, reset: [] })).rejects.toThrow(
      "cannot set config option port",
    );
    await expect(config.set({ set: {}, reset: ["nope"] })).rejects.toThrow(
      'cannot reset config option "nope"',
    );
    expect(config.user).toEqual({});
  });
});
