import type { Charmcraft, ConfigValue } from "@cobble/plan";
import type { ConfigRequest } from "../control/protocol.ts";
import { ValueError } from "../errors.ts";
import { type ConfigLayers, configValues, readConfigTexts } from "../unit/config.ts";
import { type PortChoice, type Replacement, replaceTakenPorts } from "./free-ports.ts";
import type { PodFile } from "./pod-file.ts";

/** How ports of this machine are looked at. */
export type PortProbe = Pick<PortChoice, "isFree" | "findFree">;

/** The configuration of a pod that is up: what people set, and ports that stand in for taken ones. */
export class PodConfig {
  readonly #options: Charmcraft["config"];
  readonly #pod: PodFile;
  readonly #probe: PortProbe;
  #user: ReadonlyMap<string, ConfigValue>;
  #freePorts: ReadonlyMap<string, number> = new Map();

  constructor(
    about: {
      readonly options: Charmcraft["config"];
      readonly pod: PodFile;
      readonly user: ReadonlyMap<string, ConfigValue>;
    },
    probe: PortProbe,
  ) {
    this.#options = about.options;
    this.#pod = about.pod;
    this.#user = about.user;
    this.#probe = probe;
  }

  /** The places that values come from, as they are now. */
  get layers(): ConfigLayers {
    return {
      options: this.#options,
      podFile: this.#pod.config,
      user: this.#user,
      freePorts: this.#freePorts,
    };
  }

  /** What people set. */
  get user(): Readonly<Record<string, ConfigValue>> {
    return Object.fromEntries(this.#user);
  }

  /** Every option with the value that counts. */
  get values(): ReadonlyMap<string, ConfigValue | undefined> {
    return configValues(this.layers);
  }

  /** Replaces ports that are taken, before anything reads the configuration. */
  async choosePorts(): Promise<readonly Replacement[]> {
    const replacements = await this.#replace(this.#pod.ports);
    this.#freePorts = new Map(replacements.map(({ option, using }) => [option, using]));
    return replacements;
  }

  /**
   * Takes new values.
   * @returns the options whose value is another now, and the ports that were replaced
   * @throws {ValueError} when a value or a name is wrong; then nothing is taken
   */
  async set(request: ConfigRequest): Promise<{
    readonly changed: readonly string[];
    readonly replacements: readonly Replacement[];
  }> {
    const given = readConfigTexts(this.#options, Object.entries(request.set));
    for (const name of request.reset) this.#requireOption(name);
    const before = this.values;
    const user = new Map([...this.#user, ...given]);
    for (const name of request.reset) user.delete(name);
    this.#user = user;
    const replacements = await this.#renewPorts([...given.keys(), ...request.reset], before);
    const after = this.values;
    const changed = [...after].filter(([name, value]) => value !== before.get(name)).map(([name]) => name);
    return { changed, replacements };
  }

  #requireOption(name: string): void {
    if (this.#options.has(name)) return;
    const names = [...this.#options.keys()].join(", ") || "none";
    throw new ValueError(
      `cannot reset config option ${JSON.stringify(name)}: the charm's options are ${names}`,
    );
  }

  async #renewPorts(
    names: readonly string[],
    before: ReadonlyMap<string, ConfigValue | undefined>,
  ): Promise<readonly Replacement[]> {
    const ports = this.#pod.ports.filter((name) => names.includes(name));
    const kept = [...this.#freePorts].filter(([name]) => !ports.includes(name));
    this.#freePorts = new Map(kept);
    const wanted = this.values;
    // The port that the pod has now is taken by the pod itself.
    const replacements = await this.#replace(ports.filter((name) => wanted.get(name) !== before.get(name)));
    this.#freePorts = new Map([
      ...kept,
      ...replacements.map(({ option, using }) => [option, using] as const),
    ]);
    return replacements;
  }

  #replace(options: readonly string[]): Promise<readonly Replacement[]> {
    return replaceTakenPorts({ options, values: this.values, ...this.#probe });
  }
}
