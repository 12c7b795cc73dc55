import { describe, expect, it } from "bun:test";
import { call, contextOf } from "../fixtures/hook-context.ts";

const context = (() => {
  const first = contextOf();
  return { ...first, facts: { ...first.facts, storages: ["data/0"] } };
})();

describe("storage-list, storage-get and storage-add", () => {
  it("list what is attached, all or of a name", () => {
    expect(call(["storage-list", "--format=json"], context).reply.stdout).toBe('["data/0"]\n');
    expect(call(["storage-list", "--format=json", "logs"], context).reply.stdout).toBe("[]\n");
  });

  it("say where a storage is, whole or in part", () => {
    expect(call(["storage-get", "--format=json", "-s", "data/0"], context).reply.stdout).toBe(
      '{"kind":"filesystem","location":"/pod/storage/data/0"}\n',
    );
    expect(call(["storage-get", "-s", "data/0", "location"], context).reply.stdout).toBe(
      "/pod/storage/data/0\n",
    );
  });

  it("mean the hook's own storage when none is named", () => {
    const hook = { kind: "storage-attached", storage: "data/0", location: "/pod/storage/data/0" } as const;
    expect(call(["storage-get", "kind"], { ...context, hook }).reply.stdout).toBe("filesystem\n");
    expect(call(["storage-get"], context).reply.exitCode).toBe(2);
  });

  it("refuse a storage that is not attached", () => {
    expect(call(["storage-get", "-s", "data/4"], context).reply).toMatchObject({
      exitCode: 2,
      stderr: 'ERROR invalid value "data/4" for option -s: storage not found\n',
    });
  });

  it("add storages with numbers of their own, up to what the charm declares", () => {
    const added = call(["storage-add", "logs=2"], context).context;
    expect(added.facts.storages).toEqual(["data/0", "logs/1", "logs/2"]);
    expect(call(["storage-add", "logs"], added).reply.stderr).toBe(
      'ERROR cannot add storage "logs": at most 2 instances supported, 3 specified\n',
    );
  });

  it("refuse storages that cannot be", () => {
    const said = (...words: string[]) => call(["storage-add", ...words], context).reply.stderr;
    expect(said("cache")).toBe('ERROR charm storage "cache" not found\n');
    expect(said("data")).toContain("at most 1 instances supported, 2 specified");
    expect(said("disk")).toContain("no block devices");
    expect(said("logs=0")).toContain("a count above 0");
    expect(said()).toContain("requires a storage directive");
  });
});
