import { describe, expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PodStatus } from "@cobble/agent";
import { bringUp, isUnit } from "./example-pod.ts";

/** What a page says, when its server is at the address that the pod prints. */
const page = async (open: string | undefined): Promise<string> => {
  if (open === undefined) throw new Error("the pod has no address");
  return (await (await fetch(open)).text()).trim();
};

/** Since when each service runs. */
const startedAt = ({ containers }: PodStatus): readonly (string | undefined)[] =>
  containers.flatMap(({ services = [] }) => services.map((service) => service["current-since"]));

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
  }, 60_000);

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
  }, 60_000);

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
    await pod.statusWhen("the beacon does not answer", isUnit("maintenance", /^does not answer/));
    const again = await pod.statusWhen("it answers again", isUnit("active"));
    expect(startedAt(again)).not.toEqual(startedAt(first));
    expect(await page(first.open)).toBe("shining");
    await pod.down();
  }, 60_000);

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
  }, 60_000);
});
