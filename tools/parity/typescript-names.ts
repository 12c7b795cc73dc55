import { join } from "node:path";
// The compiler that builds Cobble has no interface for programs; this older one has, and knows the same language.
import ts from "typescript-api";

/** A public name of one of our packages, or a member of one, by its path: `charm.Container`, `charm.Container.push`. */
export interface OurName {
  /** Of a class, an interface, or a value with members of its own. */
  readonly members: readonly string[];
  /** Of a function, or of a class's constructor: its parameters, and the properties of those that are plain objects. */
  readonly parameters: readonly string[];
  /** The members of a union of strings. */
  readonly literals: readonly string[];
}

/** What packages export, by path. */
export type OurNames = ReadonlyMap<string, OurName>;

/** Reads what packages export: every name, its members, and theirs. */
export function readOurNames(root: string, packages: readonly string[]): OurNames {
  const doors = packages.map((name) => join(root, "packages", name, "src/index.ts"));
  const program = ts.createProgram(doors, compilerOptions(root));
  const reader = new Reader(program);
  for (const [index, door] of doors.entries()) reader.readModule(packages[index] ?? "", door);
  return reader.found;
}

function compilerOptions(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return { ...options, noEmit: true, skipLibCheck: true, customConditions: ["bun"] };
}

/** How far members of members are read: `client.Client.services.list` is two below its name. */
const depth = 2;

/** The life of one reading: a program, and what was found in it. */
class Reader {
  readonly found = new Map<string, OurName>();
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  constructor(program: ts.Program) {
    this.#program = program;
    this.#checker = program.getTypeChecker();
  }

  readModule(name: string, door: string): void {
    const file = this.#program.getSourceFile(door);
    const module = file && this.#checker.getSymbolAtLocation(file);
    for (const symbol of module === undefined ? [] : this.#checker.getExportsOfModule(module)) {
      const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
      this.#readExport(`${name}.${symbol.name}`, isAlias ? this.#checker.getAliasedSymbol(symbol) : symbol);
    }
  }

  #readExport(path: string, symbol: ts.Symbol): void {
    const { Class, Interface, TypeAlias, Value } = ts.SymbolFlags;
    const isType = (symbol.flags & (Class | Interface | TypeAlias)) !== 0;
    const value = (symbol.flags & Value) === 0 ? undefined : this.#checker.getTypeOfSymbol(symbol);
    const type = isType ? this.#checker.getDeclaredTypeOfSymbol(symbol) : value;
    if (type === undefined) return;
    const signatures = [...(value?.getConstructSignatures() ?? []), ...(value?.getCallSignatures() ?? [])];
    const statics = value !== undefined && (symbol.flags & Class) !== 0 ? this.#membersOf(value) : [];
    const members = [...this.#membersOf(type), ...statics.filter(({ name }) => name !== "prototype")];
    this.#keep(path, { type, signatures, members, depth });
  }

  #keep(
    path: string,
    about: {
      type: ts.Type;
      signatures: readonly ts.Signature[];
      members: readonly ts.Symbol[];
      depth: number;
    },
  ): void {
    this.found.set(path, {
      members: about.members.map(({ name }) => name),
      parameters: this.#parametersOf(about.signatures),
      literals: literalsOf(about.type),
    });
    if (about.depth === 0) return;
    for (const member of about.members) {
      const type = this.#checker.getTypeOfSymbol(member).getNonNullableType();
      const signatures = type.getCallSignatures();
      const members = signatures.length > 0 ? [] : this.#membersOf(type);
      this.#keep(`${path}.${member.name}`, { type, signatures, members, depth: about.depth - 1 });
    }
  }

  /** The members that our own sources declare, and the message of an error. */
  #membersOf(type: ts.Type): readonly ts.Symbol[] {
    const parts = type.isUnion() ? type.types : [type];
    const plain = ts.TypeFlags.Object | ts.TypeFlags.Intersection;
    if (!parts.every((part) => (part.flags & plain) !== 0)) return [];
    return this.#checker
      .getPropertiesOfType(type)
      .filter(({ name }) => !name.startsWith("#") && !name.startsWith("__"))
      .filter((member) => member.name === "message" || !this.#isForeign(member));
  }

  /** Whether a library of the language or of Node declares it. */
  #isForeign(symbol: ts.Symbol | undefined): boolean {
    const file = symbol?.declarations?.[0]?.getSourceFile();
    return file?.isDeclarationFile ?? false;
  }

  #parametersOf(signatures: readonly ts.Signature[]): readonly string[] {
    const names = signatures.flatMap((signature) =>
      signature.parameters.flatMap((parameter) => [
        ...(parameter.name.startsWith("__") ? [] : [parameter.name]),
        ...this.#optionsOf(this.#checker.getTypeOfSymbol(parameter)),
      ]),
    );
    return [...new Set(names)];
  }

  /** The properties of a parameter that is a plain object, or may be one. */
  #optionsOf(type: ts.Type): readonly string[] {
    const parts = type.isUnion() ? type.types : [type];
    return parts
      .filter((part) => part.getCallSignatures().length === 0)
      .flatMap((part) => this.#membersOf(part))
      .map(({ name }) => name);
  }
}

function literalsOf(type: ts.Type): readonly string[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
}
