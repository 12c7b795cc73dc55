/** What one package may import, and where in it the operating system is called. */
export interface PackageRule {
  /** Packages it may import, by their public door; `daemon/core` is another door than `daemon`. */
  readonly imports: readonly string[];
  /** Packages it may load when they are needed, by `await import()`, and import types from. */
  readonly lazily: readonly string[];
  /** The one folder of its `src` that calls the operating system, and the only one that may use Bun's API. */
  readonly osFolder: string | undefined;
  /** The layer in the drawing; 0 is the lowest. */
  readonly layer: number;
  readonly reason: string;
}

/** Who may import whom: the whole of it. A package that is not here may not exist. */
export const matrix: Readonly<Record<string, PackageRule>> = {
  wire: { imports: [], lazily: [], osFolder: undefined, layer: 0, reason: "everything agrees here" },
  plan: {
    imports: ["wire"],
    lazily: [],
    osFolder: undefined,
    layer: 1,
    reason: "value algebra; browser-safe",
  },
  client: {
    imports: ["wire"],
    lazily: [],
    osFolder: "transport",
    layer: 1,
    reason: "knows the protocol, not the server",
  },
  daemon: {
    imports: ["wire", "plan"],
    lazily: [],
    osFolder: "os",
    layer: 2,
    reason: "the server never sees its client",
  },
  charm: {
    imports: ["wire", "plan", "client"],
    lazily: [],
    osFolder: "os",
    layer: 2,
    reason: "sees a workload; the client satisfies it",
  },
  testing: {
    imports: ["wire", "plan", "client", "charm", "charm/internals", "daemon/core"],
    lazily: [],
    osFolder: "os",
    layer: 3,
    reason: "the daemon's core and the charm framework, with the world in memory",
  },
  agent: {
    imports: ["wire", "plan", "client"],
    lazily: [],
    osFolder: "os",
    layer: 3,
    reason: "starts daemon and charm as processes",
  },
  cli: {
    imports: ["wire", "plan", "client"],
    lazily: ["daemon", "agent"],
    osFolder: "os",
    layer: 3,
    reason: "presentation; composition root, each part loaded when called",
  },
};

/** Doors of packages for Bun whose users run on Node too: nothing that they load may need Bun. */
export const doorsWithoutBun: readonly { readonly package: string; readonly path: string }[] = [
  { package: "daemon", path: "core.ts" },
];

/**
 * Packages that are imported by name only. `await import()` takes a package as a whole, and the bundler then keeps all of it in
 * one piece: every start of the supervisor would read the YAML library, which only charms need.
 */
export const onlyByName: readonly string[] = ["plan"];

/** Inside a package: files below `from` may not import files below `to`. Paths are relative to `src`; `*` is one folder. */
export interface FolderRule {
  readonly from: string;
  readonly to: string;
  /** Types may be imported all the same. */
  readonly exceptTypes: boolean;
  readonly reason: string;
}

/** The one-way rules inside the packages that have rooms. */
export const folderRules: Readonly<Record<string, readonly FolderRule[]>> = {
  daemon: [
    { from: "managers/*", to: "managers/*", exceptTypes: false, reason: "managers do not know each other" },
    { from: "managers", to: "api", exceptTypes: false, reason: "managers do not know the API" },
    { from: "managers", to: "os", exceptTypes: true, reason: "managers are given the operating system" },
    { from: "api", to: "os", exceptTypes: true, reason: "the API is given the operating system" },
    { from: "engine", to: "managers", exceptTypes: false, reason: "the engine knows managers by interface" },
    { from: "engine", to: "api", exceptTypes: false, reason: "the engine does not know the API" },
    { from: "state", to: "managers", exceptTypes: false, reason: "state is below the managers" },
    { from: "state", to: "engine", exceptTypes: true, reason: "state is below the engine" },
    { from: "state", to: "api", exceptTypes: false, reason: "state is below the API" },
    { from: "os", to: "managers", exceptTypes: true, reason: "os/ is called; it calls nobody" },
    { from: "os", to: "engine", exceptTypes: true, reason: "os/ is called; it calls nobody" },
    { from: "os", to: "api", exceptTypes: true, reason: "os/ is called; it calls nobody" },
  ],
};

/** Modules that reach outside the process; only a package's folder for the operating system may import them. */
export const osModules: readonly string[] = [
  "node:child_process",
  "node:cluster",
  "node:dgram",
  "node:dns",
  "node:fs",
  "node:fs/promises",
  "node:http",
  "node:http2",
  "node:https",
  "node:net",
  "node:os",
  "node:readline",
  "node:tls",
  "node:tty",
  "node:worker_threads",
  "bun",
  "bun:ffi",
  "bun:sqlite",
];

/** What those modules also have: tables of constants, which reach nowhere. */
export const constants: Readonly<Record<string, readonly string[]>> = {
  "node:os": ["constants"],
  "node:http": ["STATUS_CODES"],
};

/** One file that may do what its place does not allow. */
export interface Exception {
  readonly file: string;
  /** The start of a module's or a global's name. */
  readonly what: string;
  readonly reason: string;
}

/** All of them. */
export const exceptions: readonly Exception[] = [
  {
    file: "packages/daemon/src/main.ts",
    what: "process.",
    reason: "real defaults are set here, and only here",
  },
  {
    file: "packages/daemon/src/state/sqlite-store.ts",
    what: "bun:sqlite",
    reason: "the store is the state's one door to the disk",
  },
];
