import { describe, expect, it } from "bun:test";
import { describeFieldFault, parseCharmcraft } from "@cobble/plan";
import { readPodFile } from "../../src/pod/pod-file.ts";

const charm = parseCharmcraft(
  `name: app
requires: {db: {interface: postgresql_client}}
provides: {web: {interface: http}}
peers: {friends: {interface: app_peers}}
`,
  { file: "charmcraft.yaml" },
);

const read = (text: string) => readPodFile(text, { file: "pod.yaml", charm, stateDir: "/srv/app/.cobble" });
const faultsOf = (text: string): readonly string[] => read(text).faults.map(describeFieldFault);

describe("the relations of a pod.yaml", () => {
  it("say what an application and its units say: texts as they stand, and anything else as JSON", () => {
    const { pod, faults } = read(`relations:
  db:
    app: postgresql
    data: {database: shop, tls: true, endpoints: ["10.0.0.4:5432"]}
    units:
      0: {version: "16"}
      2: {}
`);
    expect(faults).toEqual([]);
    expect(pod.relations.get("db")).toEqual({
      app: "postgresql",
      units: ["postgresql/0", "postgresql/2"],
      data: {
        postgresql: { database: "shop", tls: "true", endpoints: '["10.0.0.4:5432"]' },
        "postgresql/0": { version: "16" },
        "postgresql/2": {},
      },
    });
  });

  it("have one unit that says nothing when none is given, and none when that is said", () => {
    expect(read("relations: {web: {app: proxy}}\n").pod.relations.get("web")?.units).toEqual(["proxy/0"]);
    expect(read("relations: {web: {app: proxy, units: {}}}\n").pod.relations.get("web")?.units).toEqual([]);
  });

  it("tell what is wrong, with what would be right", () => {
    expect(
      faultsOf(`relations:
  dp: {app: pg}
  friends: {app: pg}
  db: {aps: pg}
  web: {app: app, data: {a: }, units: {first: {}}}
`),
    ).toEqual([
      'pod.yaml:2:7: relations.dp: cannot find an endpoint "dp": those that the charm requires or provides are db, web',
      'pod.yaml:3:12: relations.friends: cannot relate "friends": it joins the units of the charm itself, and is there already',
      "pod.yaml:4:7: relations.db: cannot use the relation: it has no `app`, the name of the application at its other end",
      'pod.yaml:4:13: relations.db.aps: cannot use the key "aps": a relation has app, data, units',
      'pod.yaml:5:14: relations.web.app: cannot relate "app" to itself: name another application',
      'pod.yaml:5:26: relations.web.data.a: cannot use nothing as the value of "a": leave it out',
      'pod.yaml:5:47: relations.web.units.first: cannot use "first" as a unit: units are numbered, as in 0: {key: text}',
    ]);
    expect(faultsOf("relations: {db: [pg], web: {}}\n")).toEqual([
      "pod.yaml:1:17: relations.db: cannot use a list here: a map is needed",
      "pod.yaml:1:28: relations.web: cannot use the relation: it has no `app`, the name of the application at its other end",
    ]);
    expect(faultsOf("relations: {db: {app: Postgres_16}}\n")[0]).toContain(
      'cannot use "Postgres_16" as an application: its name is lower-case letters, digits and inner dashes',
    );
  });
});
