import type { CharmTypes, ResourceName } from "../charm-types.ts";
import { UnknownNameError } from "../errors.ts";
import type { ResourceTools } from "../hook-tools/resource.ts";
import { Answers } from "./ask-once.ts";

/** What resources are fetched with. */
export interface ResourcesDeps {
  /** The names that the charm's description has. */
  readonly names: readonly string[];
  readonly tools: ResourceTools;
}

/** The files that whoever deploys the charm gives it. */
export class Resources<T extends CharmTypes = CharmTypes> {
  readonly #deps: ResourcesDeps;
  readonly #paths = new Answers<string>();

  constructor(deps: ResourcesDeps) {
    this.#deps = deps;
  }

  /** The names of the resources that the charm's description has. */
  get names(): readonly string[] {
    return this.#deps.names;
  }

  /**
   * Fetches a resource; asked for once in a hook.
   * @returns where its file is
   * @throws {UnknownNameError} when the charm's description has no resource of that name
   * @throws {HookToolError} when the agent cannot get it, as when nobody gave one
   */
  async fetch(name: ResourceName<T>): Promise<string> {
    if (!this.#deps.names.includes(name)) {
      throw new UnknownNameError("resource", { missing: name, known: this.#deps.names });
    }
    return this.#paths.get(name, () => this.#deps.tools.resourceGet(name));
  }
}
