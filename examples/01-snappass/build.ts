import { chmod, copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where in the example a program comes from, and its name in an image. */
interface Program {
  readonly image: "snappass" | "redis";
  readonly name: string;
  readonly source: string;
}

const programs: readonly Program[] = [
  { image: "snappass", name: "snappass", source: "snappass/main.ts" },
  { image: "redis", name: "redis-embedded", source: "redis/main.ts" },
  { image: "redis", name: "redis-ping", source: "redis/ping.ts" },
  { image: "redis", name: "redis", source: "redis/redis.sh" },
];

/**
 * Builds the two images: `<directory>/<image>/bin/<program>`, each program one executable file that needs only Node >= 20.
 * What was in `directory` before is removed. Runs on Bun only, whose bundler it uses.
 * @throws {AggregateError} when a source does not bundle.
 */
export async function buildWorkloads(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await Promise.all(programs.map((program) => buildProgram(program, join(directory, program.image, "bin"))));
}

async function buildProgram({ name, source }: Program, bin: string): Promise<void> {
  const from = join(import.meta.dirname, "workloads", source);
  const to = join(bin, name);
  await mkdir(bin, { recursive: true });
  if (source.endsWith(".sh")) await copyFile(from, to);
  else await writeFile(to, `#!/usr/bin/env node\n${await bundle(from)}`);
  await chmod(to, 0o755);
  // Node reads a file without an extension as its nearest package.json says, and the example's says "module".
  await writeFile(join(bin, "package.json"), '{ "type": "commonjs" }\n');
}

async function bundle(source: string): Promise<string> {
  const { outputs } = await Bun.build({ entrypoints: [source], target: "node", format: "cjs" });
  return outputs[0] ? outputs[0].text() : "";
}

if (import.meta.main) await buildWorkloads(join(import.meta.dirname, "dist"));
