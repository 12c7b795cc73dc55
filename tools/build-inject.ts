import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { executablePackages } from "./build-executable.ts";
import { isFresh, markMade } from "./freshness.ts";
import { findLibraries } from "./inject/shared-libraries.ts";
import { thirdPartyLicenses } from "./inject/third-party-licenses.ts";
import { outcomeOf, runCommand, type StepOutcome } from "./steps.ts";

/** Where the folder is found in the container that it is put into: the executable names its loader by a full path. */
const place = "/charm/bin";

/**
 * Leaves `dist/inject/`: the executable under both names, the loader and libraries that it needs, and their licences. Put at
 * `/charm/bin` of any container, it needs nothing of the image. Does nothing when it is newer than `dist/cobble`; is
 * skipped, and says so, without `patchelf`.
 */
export async function buildInject(root: string): Promise<StepOutcome> {
  const program = join(root, "dist/cobble");
  const folder = join(root, "dist/inject");
  const made = join(folder, "THIRD_PARTY_LICENSES");
  if (isFresh(made, [program, join(root, "licenses"), join(root, "tools/inject"), import.meta.path]))
    return "fresh";
  if (Bun.which("patchelf") === null) {
    console.log("dist/inject is not made: patchelf is not on PATH (apt-get install patchelf)");
    return "skipped";
  }
  const startedAt = new Date();
  const unfinished = join(root, "dist/.new/inject");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, "lib"), { recursive: true });
  const { loader, libraries } = findLibraries(program);
  for (const path of [loader, ...libraries]) {
    const copy = join(unfinished, "lib", basename(path));
    copyFileSync(realpathSync(path), copy);
    chmodSync(copy, 0o755);
  }
  const exitCode = await patch(program, { loader, output: join(unfinished, "cobble") });
  if (exitCode !== 0) return outcomeOf(exitCode);
  symlinkSync("cobble", join(unfinished, "pebble"));
  const licences = thirdPartyLicenses(root, {
    ours: executablePackages,
    libc: libraries.find((path) => basename(path) === "libc.so.6") ?? "",
    libraries: [loader, ...libraries].map((path) => basename(path)),
  });
  writeFileSync(join(unfinished, "THIRD_PARTY_LICENSES"), licences);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  markMade(made, startedAt);
  return "done";
}

function patch(
  program: string,
  { loader, output }: { readonly loader: string; readonly output: string },
): Promise<number> {
  const interpreter = `${place}/lib/${basename(loader)}`;
  const command = [
    "patchelf",
    "--set-interpreter",
    interpreter,
    "--set-rpath",
    "$ORIGIN/lib",
    "--output",
    output,
  ];
  return runCommand([...command, program], { cwd: join(program, "..") });
}
