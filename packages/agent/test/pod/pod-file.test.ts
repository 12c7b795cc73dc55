import { describe, expect, it } from "bun:test";
import { describeFieldFault, parseCharmcraft } from "@cobble/plan";
import { readPodFile } from "../../src/pod/pod-file.ts";
import { placeholder } from "../fixtures/placeholder.ts";

const charm = parseCharmcraft(
  `name: app
containers:
  web: {resource: image}
requires: {db: {interface: postgresql_client}}
peers: {friends: {interface: app_peers}}
resources:
  image: {type: oci-image}
  motd: {type: file, filename: motd.txt}
config:
  options:
    port: {type: int, default: 5000}
    level: {type: string}
`,
  { file: "charmcraft.yaml" },
);

const read = (text: string) => readPodFile(text, { file: "pod.yaml", charm, stateDir: "/srv/app/.cobble" });
const faultsOf = (text: string): readonly string[] => read(text).faults.map(describeFieldFault);

const address = `http://127.0.0.1:${placeholder("port")}/`;

describe("readPodFile", () => {
  it("reads everything there is", () => {
    const text = `containers:\n  web:\n    path: [bin, /opt/bin]\nports: [port]\nopen: ${address}\nconfig:\n  port: 81\nresources:\n  motd: texts/motd\nrelations:\n  db: {app: pg}\n`;
    expect(read(text)).toEqual({
      pod: {
        containers: new Map([["web", { path: ["bin", "/opt/bin"] }]]),
        ports: ["port"],
        open: address,
        config: new Map([["port", 81]]),
        resources: new Map([["motd", "texts/motd"]]),
        relations: new Map([["db", { app: "pg", units: ["pg/0"], data: { pg: {}, "pg/0": {} } }]]),
      },
      faults: [],
    });
  });

  it("puts the folder of the pod's state where a value asks for it, and leaves other text alone", () => {
    const { pod, faults } = read(`config: {level: "${placeholder("pod")}/a:${placeholder("port")}"}\n`);
    expect(faults).toEqual([]);
    expect(pod.config.get("level")).toBe(`/srv/app/.cobble/a:${placeholder("port")}`);
  });

  it("needs nothing", () => {
    expect(read("").faults).toEqual([]);
    expect(read("{}\n").pod.ports).toEqual([]);
  });

  it("tells every fault with its line, column and field, in the order of the file", () => {
    const faults = faultsOf(
      `containers:\n  wep: {path: [1]}\n  web: {paths: []}\nports: [level, nope]\nopen: ${placeholder("host")}\nconfig:\n  port: x\nextra: 1\n`,
    );
    expect(faults.map((fault) => fault.split(": cannot")[0])).toEqual([
      "pod.yaml:2:8: containers.wep",
      "pod.yaml:2:16: containers.wep.path[0]",
      "pod.yaml:3:16: containers.web.paths",
      "pod.yaml:4:9: ports[0]",
      "pod.yaml:4:16: ports[1]",
      "pod.yaml:5:7: open",
      "pod.yaml:7:9: config.port",
      "pod.yaml:8:8: extra",
    ]);
    expect(faults[6]).toContain('cannot set config option port to "x": its type is int');
  });

  it("gives files to resources that are files, and to no others", () => {
    const faults = faultsOf("resources: {motto: a, image: b}\n");
    expect(faults[0]).toContain('cannot find a resource "motto": the charm\'s resources are image, motd');
    expect(faults[1]).toContain('cannot give "image" a file: it is an image');
  });

  it("tells what is wrong with the YAML itself", () => {
    expect(faultsOf("ports: [port\n")[0]).toMatch(/^pod\.yaml:\d+:\d+: cannot read the YAML/);
  });
});
