import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { PodStatus } from "@cobble/agent";
import { bringUp, isUnit } from "./example-pod.ts";
import { runningMarked } from "./marked-processes.ts";
import { until } from "./support.ts";

/** Many pods at once, on a machine that may have other work: for what should take fifteen seconds. */
setDefaultTimeout(120_000);

/** What a server answers at the address that the pod prints; one that has just been started may not listen yet. */
const ask = (open: string | undefined, request: RequestInit = {}): Promise<Response> => {
  if (open === undefined) throw new Error("the pod has no address");
  return until(`${open} answers`, () => fetch(open, request).catch(() => undefined));
};

/** What a page says. */
const page = async (open: string | undefined): Promise<string> => (await (await ask(open)).text()).trim();

/** Since when each service runs. */
const startedAt = ({ containers }: PodStatus): readonly (string | undefined)[] =>
  containers.flatMap(({ services = [] }) => services.map((service) => service["current-since"]));

/** The files of a pod's folder that have a text in them. */
const filesWith = (folder: string, text: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, "utf8").includes(text))
    .map((file) => relative(folder, file))
    .toSorted();

/** Whether a process has a text in its command or its environment, where others may see it. */
const shows = (pid: number, text: string): boolean =>
  ["cmdline", "environ"].some((name) => readFileSync(`/proc/${pid}/${name}`, "utf8").includes(text));

// Each brings up its own pod, sees the example's idea happen from outside, and takes the pod down.
describe.concurrent("the examples", () => {
  test("02-files writes the file that its server reads, and writes it anew for a changed option", async () => {
    await using pod = bringUp("02-files");
    const first = await pod.statusWhen("the unit is active", isUnit("active", /this way/));
    expect(await page(first.open)).toBe("this way");
    await pod.configure("title=that way");
    const second = await pod.statusWhen("the title is another", isUnit("active", /that way/));
    expect(JSON.parse(readFileSync(join(pod.folder, ".cobble/etc/signpost.json"), "utf8"))).toMatchObject({
      title: "that way",
    });
    expect(await page(second.open)).toBe("that way");
    await pod.configure(`config-file=${pod.folder}/charmcraft.yaml/below-a-file`);
    await pod.statusWhen("the unit says what is wrong", isUnit("blocked", /^config-file: .*not a directory/));
    await pod.down();
  });

  test("03-exec migrates its table before the server starts, and is blocked by a column that is in use", async () => {
    await using pod = bringUp("03-exec");
    const { open = "", version } = await pod.statusWhen(
      "the unit is active",
      isUnit("active", /apples, pears/),
    );
    expect(version).toBe("1.4.0");
    expect(JSON.parse(await page(open))).toEqual({ apples: 0, pears: 0 });
    await fetch(new URL("pears", open), { method: "POST" });
    await pod.configure("columns=apples nuts");
    await pod.statusWhen("the unit says what is wrong", isUnit("blocked", /cannot drop "pears".*counted 1$/));
    expect(JSON.parse(await page(open))).toEqual({ apples: 0, pears: 1 });
    await pod.configure("columns=apples nuts pears");
    await pod.statusWhen("the columns are others", isUnit("active", /apples, nuts, pears/));
    expect(JSON.parse(await page(open))).toEqual({ apples: 0, nuts: 0, pears: 1 });
    await pod.down();
  });

  test("04-checks shows what a check found, starts a beacon again that hangs, and leaves one without a lamp alone", async () => {
    await using pod = bringUp("04-checks");
    const first = await pod.statusWhen("the unit is active", isUnit("active"));
    const post = (path: string): Promise<unknown> =>
      // A beacon that is jammed does not answer that it is.
      fetch(new URL(path, first.open), { method: "POST", signal: AbortSignal.timeout(500) }).catch(
        () => null,
      );
    await post("/lamp/out");
    await pod.statusWhen("the lamp is missed", isUnit("blocked", /^there is no lamp/));
    await post("/lamp/in");
    const lit = await pod.statusWhen("the lamp is back", isUnit("active"));
    expect(startedAt(lit)).toEqual(startedAt(first));
    await post("/jam");
    await pod.statusWhen(
      "the beacon has been started again",
      (now) => isUnit("active")(now) && String(startedAt(now)) !== String(startedAt(first)),
    );
    expect(pod.output()).toMatch(/check beacon-up failed/);
    expect(await page(first.open)).toBe("shining");
    await pod.down();
  });

  test("05-notices shows how far its workload is, with fewer hooks than words, and ends with the last one", async () => {
    await using pod = bringUp("05-notices");
    const { open } = await pod.statusWhen(
      "the mill has told that it is there",
      isUnit("active", /^0 ground$/),
    );
    await fetch(new URL("sacks/40", open), { method: "POST" });
    await pod.statusWhen("the mill tells how far it is", isUnit("maintenance", /^\d+ ground, \d+ waiting$/));
    await pod.statusWhen("all is ground", isUnit("active", /^40 ground$/));
    const { stdout } = await pod.command(
      "exec",
      "mill",
      "--",
      "cobble",
      "notice",
      "custom",
      "mill.example/ground",
    );
    expect(stdout).toContain("occurrences: 41");
    const woken = pod.output().match(/hook +mill-pebble-custom-notice/g) ?? [];
    expect(woken.length).toBeGreaterThan(2);
    expect(woken.length).toBeLessThan(20);
    await pod.down();
  });

  test("06-relations shows what a related application says, and names what it leaves out", async () => {
    await using pod = bringUp("06-relations");
    const first = await pod.statusWhen("the unit is active", isUnit("active", /^shows Grafana$/));
    expect(await page(first.open)).toContain('<a href="https://play.grafana.org/">Grafana</a>');
    const told = first.relations.find(({ app }) => app === "grafana");
    expect(told?.data["catalogue"]).toEqual({ catalogue: JSON.stringify(first.open) });
    await pod.down();
    const file = join(pod.folder, "pod.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/url: "[^"]*", /, ""));
    pod.up();
    await pod.statusWhen(
      "the unit says what is missing",
      isUnit("waiting", /^cannot use the data of grafana in relation item:1: url: /),
    );
    await pod.down();
  });

  test("07-secrets has a password that only its file and its secret have, and makes another when asked", async () => {
    await using pod = bringUp("07-secrets");
    const { open } = await pod.statusWhen("the unit is active", isUnit("active"));
    const password = (): string => readFileSync(join(pod.folder, ".cobble/run/password"), "utf8");
    const enter = async (guess: string): Promise<number> => {
      const authorization = `Basic ${btoa(`admin:${guess}`)}`;
      return (await ask(open, { headers: { authorization } })).status;
    };
    const first = password();
    expect([await enter(first), await enter("guess")]).toEqual([200, 401]);
    expect(await pod.command("run", "rotate-password")).toMatchObject({ exitCode: 0 });
    const second = password();
    expect([await enter(first), await enter(second)]).toEqual([401, 200]);
    await until("the old revision is removed", async () =>
      readFileSync(join(pod.folder, ".cobble/unit.json"), "utf8").includes(first) ? undefined : true,
    );
    expect(filesWith(pod.folder, first)).toEqual([]);
    expect(filesWith(pod.folder, second)).toEqual([".cobble/run/password", ".cobble/unit.json"]);
    expect(runningMarked(pod.folder).filter(({ pid }) => shows(pid, second))).toEqual([]);
    await pod.down();
  });

  test("08-storage-and-actions keeps its lines when it goes down, and backs them up and restores them", async () => {
    await using pod = bringUp("08-storage-and-actions");
    const up = () => pod.statusWhen("the unit is active", isUnit("active"));
    const { open } = await up();
    const write = async (body: string): Promise<void> => void (await ask(open, { method: "POST", body }));
    await write("first");
    const backup = await pod.command("run", "backup", "name=monday");
    expect([backup.exitCode, backup.stdout]).toEqual([0, expect.stringMatching(/monday\.lines\nbytes: "6"/)]);
    expect(backup.stderr).toContain("backup: 1 of 1 lines");
    await write("second");
    await pod.down();
    pod.up();
    expect(await page((await up()).open)).toBe("first\nsecond");
    expect((await pod.command("run", "restore", "name=monday")).exitCode).toBe(0);
    expect(await page((await up()).open)).toBe("first");
    const refused = await pod.command("run", "restore", "name=tuesday");
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      expect.stringContaining("no such backup, but monday"),
    ]);
    expect((await pod.command("run", "backup", "name=../up")).stderr).toContain("parameters: name: 1 to 40");
    await pod.down();
  });
});
