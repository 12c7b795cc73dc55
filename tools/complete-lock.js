/**
 * Writes into package-lock.json the optional packages for other platforms that npm left out because the registry in use
 * does not carry them. Without these entries `npm ci` of npm 11 refuses the whole file ("Missing: NAME@ from lock file").
 * Run it after a dependency was added: `node tools/complete-lock.js`. It prints each name it added.
 */
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "x64"];

/**
 * Reads os, cpu and libc out of a platform package's name (`binding-linux-x64-musl`).
 *
 * @param {string} name
 * @returns {{ os: string[], cpu: string[], libc?: string[] } | undefined} undefined when the name is of another form
 */
function platformOf(name) {
  const words = name.slice(name.indexOf("/") + 1).split("-");
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  if (os === undefined || cpu === undefined) {
    return undefined;
  }
  const last = words.at(-1) ?? "";
  const libc = last.startsWith("musl") ? ["musl"] : last.startsWith("gnu") ? ["glibc"] : undefined;
  return { os: [os], cpu: [cpu], ...(libc && os === "linux" ? { libc } : {}) };
}

const lock = JSON.parse(readFileSync(path, "utf8"));
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[key] === undefined && platform !== undefined) {
      lock.packages[key] = { version, optional: true, dev: true, ...platform };
      console.log(`added ${name}@${version}`);
    }
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
