import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWords } from "../supervisor.ts";

const base = `services:
  web:
    override: replace
    command: web
checks:
  up: {override: replace, tcp: {port: 80}}
`;

const mainFile = join(import.meta.dir, "../../src/main.ts");

describe("validate", () => {
  let folder: string;
  let layers: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cobble-validate-"));
    layers = join(folder, "layers");
    mkdirSync(layers);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string): string => {
    writeFileSync(join(layers, name), text);
    return join(layers, name);
  };

  it("says what there is, when all is well, for a directory, files, and what run would read", async () => {
    const file = write("001-base.yaml", base);
    const valid = { code: 0, stdout: "valid: 1 layer, 1 service, 1 check, 0 log targets\n", stderr: "" };
    expect(await runWords(["validate", layers])).toEqual(valid);
    expect(await runWords(["validate", file])).toEqual(valid);
    expect(await runWords(["validate"], { env: { PEBBLE: folder } })).toEqual(valid);
  });

  it("shows every fault with its line and a caret, and ends with 2", async () => {
    const text = base.replace("command: web", "comand: web").replace("tcp: {port", "tcp: {prot");
    const file = write("001-base.yaml", text);
    expect(await runWords(["validate", file])).toEqual({
      code: 2,
      stdout: `${file}:4:5: error: services.web.comand: field comand not found in type plan.Service
    4 |     comand: web
      |     ^^^^^^ did you mean "command"?
${file}:6:33: error: checks.up.tcp.prot: field prot not found in type plan.TCPCheck
    6 |   up: {override: replace, tcp: {prot: 80}}
      |                                 ^^^^ did you mean "port"?
not valid: 2 errors
`,
      stderr: "",
    });
  });

  it("colors on a terminal, unless NO_COLOR is set or the terminal cannot", async () => {
    const file = write("001-base.yaml", base.replace("command: web", "comand: web"));
    const shown = async (env: Readonly<Record<string, string>>): Promise<boolean> => {
      const { stdout } = await runWords(["validate", file], { env, isTerminal: true });
      return stdout.includes("\x1b[1;31merror\x1b[0m");
    };
    expect(await shown({ TERM: "xterm" })).toBe(true);
    expect(await shown({ TERM: "xterm", NO_COLOR: "" })).toBe(true);
    expect(await shown({ TERM: "xterm", NO_COLOR: "1" })).toBe(false);
    expect(await shown({ TERM: "dumb" })).toBe(false);
  });

  it("prints the same as JSON", async () => {
    const file = write("001-base.yaml", base.replace("80", "x").replace("command: web", "command: a > b"));
    const { code, stdout } = await runWords(["validate", layers, "--format", "json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      valid: false,
      faults: [
        {
          severity: "warning",
          file,
          line: 4,
          column: 14,
          field: "services.web.command",
          message: 'no shell runs the command of service "web": ">" is passed to it as an argument',
          hint: "to have a shell: sh -c '...'",
        },
        {
          severity: "error",
          file,
          line: 6,
          column: 39,
          field: "checks.up.tcp.port",
          message: "cannot unmarshal !!str `x` into int",
          hint: "a whole number is needed",
        },
      ],
      layers: 1,
      services: 1,
      checks: 1,
      "log-targets": 0,
    });
  });

  it("ends with 0 for warnings, but with --strict with 2", async () => {
    write("001-base.yaml", base.replace("command: web", "command: web\n    startup: yes"));
    const lenient = await runWords(["validate", layers]);
    expect(lenient.code).toBe(0);
    expect(lenient.stdout).toEndWith("\nvalid: 1 layer, 1 service, 1 check, 0 log targets, 1 warning\n");
    const strict = await runWords(["validate", "--strict", layers]);
    expect(strict).toEqual({ ...lenient, code: 2 });
    expect(JSON.parse((await runWords(["validate", "--strict", "--format=json", layers])).stdout).valid).toBe(
      true,
    );
  });

  it("ends with 2, when a file or directory cannot be read", async () => {
    for (const words of [["validate", join(folder, "none.yaml")], ["validate"]]) {
      const { code, stdout } = await runWords(words, { env: { PEBBLE: join(folder, "none") } });
      expect(code).toBe(2);
      expect(stdout).toEndWith("\nnot valid: 1 error\n");
    }
  });

  it("prints the schema that the reference has, with --schema and nothing else", async () => {
    const schema = await Bun.file(
      join(import.meta.dir, "../../../../docs/reference/layer.schema.json"),
    ).text();
    expect(await runWords(["validate", "--schema"])).toEqual({ code: 0, stdout: schema, stderr: "" });
    expect(await runWords(["validate", "--schema", layers])).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: cannot use --schema with layers to check\n",
    });
  });

  it("says what run says, which starts nothing", async () => {
    write("001-base.yaml", base.replace("command: web", "requires: [db]"));
    const run = Bun.spawn([process.execPath, mainFile, "run"], {
      env: { ...process.env, PEBBLE: folder },
      stdout: "ignore",
      stderr: "pipe",
    });
    const [told, code] = await Promise.all([new Response(run.stderr).text(), run.exited]);
    const { stdout } = await runWords(["validate"], { env: { PEBBLE: folder } });
    expect(code).toBe(1);
    expect(told).toBe(
      `cannot run daemon: cannot load plan: plan must define "command" for service "web"\n\n${stdout.replace(/not valid.*\n$/, "")}`,
    );
  });
});
