import { type ActionResults, flattenResults } from "../action-results.ts";
import { EndHookError } from "../errors.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import { SchemaError } from "../schema/errors.ts";
import { parseWith, type Schema } from "../schema/parse.ts";
import { UndeferrableEvent } from "./event.ts";

/** What of an action is known before its first handler runs. */
interface ActionFacts<P> {
  readonly id: string;
  readonly params: P;
}

/** Somebody asked the unit to do something, and waits for the answer. */
export class ActionEvent<P = Readonly<Record<string, unknown>>> extends UndeferrableEvent {
  readonly kind = "action";
  protected readonly undeferrable = "somebody waits for its results";
  /** This run of the action, as whoever asked for it knows it; empty when the agent did not say. */
  readonly id: string;
  /** The parameters, with defaults filled in by the agent. */
  readonly params: P;
  readonly #tools: HookTools;

  constructor(tools: HookTools, facts: ActionFacts<P>) {
    super();
    this.#tools = tools;
    this.id = facts.id;
    this.params = facts.params;
  }

  /**
   * The parameters as a schema gives them: checked, with its types and defaults.
   * @param schema of any library that keeps to Standard Schema
   * @param options with `errors` as `fail` the action fails with the parameters that are wrong, and the hook ends there
   * @throws {SchemaError} when a parameter does not fit
   * @throws {EndHookError} when one does not, and `errors` is `fail`
   * @source ops 3.9, ops/charm.py, ActionEvent.load_params
   */
  async loadParams<Output>(
    schema: Schema<Output>,
    { errors = "throw" }: { readonly errors?: "throw" | "fail" } = {},
  ): Promise<Output> {
    try {
      return await parseWith(schema, { value: this.params, what: "the action's parameters" });
    } catch (error) {
      if (errors === "throw" || !(error instanceof SchemaError)) throw error;
      await this.fail(error.message);
      throw new EndHookError(error.message);
    }
  }

  /**
   * Gives results back; may be called again to add more. A group is written with dots: `{a: {b: 1}}` is `a.b`.
   * @throws {ActionResultError} when Juju would not take a key, or two of the results have the same
   * @throws {HookToolError} when the agent does not take them
   */
  async setResults(results: ActionResults): Promise<void> {
    await this.#tools.actionSet(flattenResults(results));
  }

  /**
   * Says that the action failed. The handler goes on, and results may still be given.
   * @param message why; the agent has words of its own when it is empty
   */
  async fail(message = ""): Promise<void> {
    await this.#tools.actionFail(message);
  }

  /** Tells whoever waits how far the action is. */
  async log(message: string): Promise<void> {
    await this.#tools.actionLog(message);
  }
}
