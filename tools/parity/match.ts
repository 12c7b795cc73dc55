import type { Inventory, OpsName } from "./inventory.ts";
import type { Rule } from "./rules.ts";
import type { OurName, OurNames } from "./typescript-names.ts";

/**
 * What a name of ops has here: a name of ours (`charm.Container`, or `canConnect` for a member of the same class, or `makeDirs` for a
 * parameter of the same function); words that say how the same is done, with the names that they rely on; or the reason that there is none,
 * which begins with `not yet:` for what is to come.
 */
export type Counterpart =
  | string
  | { readonly how: string; readonly uses: readonly string[] }
  | { readonly none: string };

/** Counterparts by the whole name in ops, as in `ops.Container.push.make_dirs`; what is missing has the same name, or falls under a rule. */
export type Counterparts = Readonly<Record<string, Counterpart>>;

/** How a name of ops is here. */
export type Verdict = "same name" | "other name" | "done otherwise" | "none" | "not yet";

/** One name of ops, matched. */
export interface Match {
  /** As in `ops.Container.push.make_dirs`. */
  readonly ops: string;
  readonly verdict: Verdict;
  /** Our name, or words. */
  readonly ours: string;
  /** Of what can be called. */
  readonly parameters: readonly Match[];
}

/** The match of one class, function or value of ops, and of all that is in it. */
export interface NameMatch extends Match {
  readonly members: readonly Match[];
  /** What has no match of its own, since its class has no class here: members, and parameters. */
  readonly covered: readonly string[];
}

/** What a matcher compares, and by what. */
export interface MatcherOptions {
  readonly ours: OurNames;
  readonly counterparts: Counterparts;
  readonly rules: readonly Rule[];
}

/** The name in our style: `make_dirs` is `makeDirs`. */
export const camelCase = (name: string): string =>
  name.replace(/[_-]+([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** The spellings of a name that count as the same: the wire and the layers write `spawn-time`. */
const spellings = (name: string): readonly string[] => [camelCase(name), name, name.replaceAll("_", "-")];

const lastOf = (path: string): string => path.split(".").at(-1) ?? "";

/** Matches every public name of ops, and says what is wrong with the counterparts. */
export class Matcher {
  readonly #ours: OurNames;
  readonly #counterparts: Counterparts;
  readonly #rules: readonly Rule[];
  readonly #used = new Set<string | Rule>();
  readonly #faults: string[] = [];

  constructor({ ours, counterparts, rules }: MatcherOptions) {
    this.#ours = ours;
    this.#counterparts = counterparts;
    this.#rules = rules;
  }

  /** All names of a module, in order. */
  matchModule(inventory: Inventory, module: string): readonly NameMatch[] {
    return Object.entries(inventory[module] ?? {}).map(([name, about]) =>
      this.#matchName(`${module}.${name}`, about),
    );
  }

  /** What has no counterpart and no reason, counterparts that do not exist, and counterparts and rules of nothing. */
  get faults(): readonly string[] {
    const names = Object.keys(this.#counterparts).filter((name) => !this.#used.has(name));
    const rules = this.#rules.filter((rule) => !this.#used.has(rule));
    return [
      ...this.#faults,
      ...names.map((name) => `${name}: is no public name of ops`),
      ...rules.map(({ pattern }) => `rule ${pattern}: is about nothing`),
    ];
  }

  #matchName(ops: string, about: OpsName): NameMatch {
    const found = this.#find(ops, defaultPaths(ops));
    const { members = {}, parameters = [], values = {} } = about;
    if (found.path === undefined) {
      const match = this.#describe(ops, found);
      return { ...match, parameters: [], members: [], covered: [...parameters, ...Object.keys(members)] };
    }
    const { path } = found;
    return {
      ...this.#describe(ops, found),
      // Those of a class are those of its constructor.
      parameters: this.#matchParameters(
        about.kind === "function" ? ops : `${ops}.__init__`,
        parameters,
        path,
      ),
      members: Object.entries(members).map(([name, own]) =>
        values[name] === undefined
          ? this.#matchMember(`${ops}.${name}`, own ?? [], path)
          : this.#matchValue(`${ops}.${name}`, values[name], path),
      ),
      covered: [],
    };
  }

  #matchMember(ops: string, parameters: readonly string[], owner: string): Match {
    const name = lastOf(ops);
    const paths = spellings(name).map((one) => `${owner}.${one}`);
    const found = this.#find(ops, paths, owner);
    const own = found.path === undefined ? [] : this.#matchParameters(ops, parameters, found.path);
    return { ...this.#describe(ops, found), parameters: own };
  }

  #matchValue(ops: string, value: string, owner: string): Match {
    const given = this.#given(ops) ?? value;
    if (typeof given === "string" && !this.#ours.get(owner)?.literals.includes(given)) {
      this.#faults.push(`${ops}: ${owner} has no value ${JSON.stringify(given)}`);
    }
    const verdict = this.#describe(ops, { given }).verdict;
    const ours = typeof given === "string" ? JSON.stringify(given) : this.#describe(ops, { given }).ours;
    return { ops, verdict: typeof given === "string" ? "same name" : verdict, ours, parameters: [] };
  }

  #matchParameters(ops: string, names: readonly string[], owner: string): readonly Match[] {
    const about = this.#ours.get(owner);
    return names.map((name) => {
      const whole = `${ops}.${name}`;
      const known = (one: string): boolean => isKnown(about, one);
      const own = spellings(name).find(known);
      // What a class is made with is mostly what it has.
      const ofMember = this.#counterparts[whole.replace(".__init__.", ".")];
      const given = this.#given(whole) ?? own ?? ofMember ?? this.#ruled(whole, known) ?? name;
      if (typeof given === "string" && !known(given)) {
        this.#faults.push(`${whole}: ${owner} takes no ${JSON.stringify(given)}`);
      }
      return this.#describe(whole, { given });
    });
  }

  /** The counterpart of a name or member: given, else the first of `paths` that exists, else by rule. */
  #find(ops: string, paths: readonly string[], owner?: string): Found {
    const given = this.#given(ops);
    const same = paths.find((path) => this.#ours.has(path));
    if (given === undefined && same !== undefined) return { given: shorten(same, owner), path: same };
    const within = (name: string): string | undefined =>
      [...(owner === undefined ? [] : [`${owner}.${name}`]), name].find((path) => this.#ours.has(path));
    const chosen = given ?? this.#ruled(ops, (name) => within(name) !== undefined) ?? lastOf(ops);
    if (typeof chosen !== "string") return { given: chosen };
    const path = within(chosen);
    if (path === undefined) {
      this.#faults.push(`${ops}: has no ${JSON.stringify(chosen)} here: build it, or say how or why not`);
      return { given: { none: `not yet: ${chosen}` } };
    }
    return { given: chosen, path };
  }

  #given(ops: string): Counterpart | undefined {
    const own = this.#counterparts[ops];
    if (own !== undefined) this.#used.add(ops);
    return own;
  }

  /** What the first rule says that is about this name, and of which a name exists. */
  #ruled(ops: string, exists: (name: string) => boolean): Counterpart | undefined {
    const rule = this.#rules.find(
      ({ pattern, counterpart }) =>
        pattern.test(ops) && (typeof counterpart !== "string" || exists(counterpart)),
    );
    if (rule !== undefined) this.#used.add(rule);
    return rule?.counterpart;
  }

  #describe(ops: string, { given }: Found): Match {
    if (typeof given === "string") {
      const name = lastOf(ops);
      const isSame = spellings(name).includes(lastOf(given));
      return { ops, verdict: isSame ? "same name" : "other name", ours: `\`${given}\``, parameters: [] };
    }
    if ("none" in given) {
      const verdict = given.none.startsWith("not yet:") ? "not yet" : "none";
      return { ops, verdict, ours: given.none, parameters: [] };
    }
    for (const use of given.uses.filter((path) => !this.#ours.has(path))) {
      this.#faults.push(`${ops}: relies on ${use}, which does not exist`);
    }
    return { ops, verdict: "done otherwise", ours: given.how, parameters: [] };
  }
}

/** What was chosen, and where it stands in our packages. */
interface Found {
  readonly given: Counterpart;
  readonly path?: string;
}

const isKnown = (about: OurName | undefined, name: string): boolean =>
  about !== undefined && (about.parameters.includes(name) || about.members.includes(name));

const shorten = (path: string, owner: string | undefined): string =>
  owner === undefined ? path : path.slice(owner.length + 1);

/** Where a name of ops may have its equal: in its own package first. */
function defaultPaths(ops: string): readonly string[] {
  const own = ops.startsWith("ops.testing.") ? ["testing", "charm"] : ["charm"];
  const rest = ops.startsWith("ops.pebble.") ? ["client", "wire"] : [];
  const tools = ops.startsWith("ops.hookcmds.") ? ["charm.HookTools"] : [];
  const name = camelCase(lastOf(ops));
  return [...tools, ...own, ...rest].map((one) => `${one}.${name}`);
}
