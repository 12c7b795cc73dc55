import { ContextError } from "../errors.ts";

const pattern = /^(\d{1,9})\.(\d{1,9})(?:(?:\.|-([a-z]+))(\d{1,9}))?(?:\.(\d{1,9}))?$/;

/**
 * The version of the agent, as in `3.6.10`, `4.0-beta1` or `3.6.1.2`. Compare two with `compare`.
 * @source ops 3.9, ops/jujuversion.py
 */
export class JujuVersion {
  readonly major: number;
  readonly minor: number;
  /** As in `beta`; empty for a released version. */
  readonly tag: string;
  readonly patch: number;
  readonly build: number;

  /** @throws {ContextError} when the text is no version */
  constructor(text: string) {
    const match = pattern.exec(text);
    if (match === null) {
      throw new ContextError(
        `cannot read ${JSON.stringify(text)} as a version of Juju: one looks like 3.6.10`,
      );
    }
    const [, major, minor, tag = "", patch = "0", build = "0"] = match;
    this.major = Number(major);
    this.minor = Number(minor);
    this.tag = tag;
    this.patch = Number(patch);
    this.build = Number(build);
  }

  /** Below 0 when this version is older than the other, above 0 when it is newer, and 0 when both are the same. */
  compare(other: JujuVersion | string): number {
    const that = typeof other === "string" ? new JujuVersion(other) : other;
    return (
      this.major - that.major ||
      this.minor - that.minor ||
      compareTags(this.tag, that.tag) ||
      this.patch - that.patch ||
      this.build - that.build
    );
  }

  /** Whether applications have data of their own in a relation. */
  get hasAppData(): boolean {
    return this.#isFrom(2, 7, 0);
  }

  /** Whether it starts a charm by its file `dispatch`, for every hook. */
  get isDispatchAware(): boolean {
    return this.#isFrom(2, 8, 0);
  }

  /** Whether it keeps what a charm stores: see `MainOptions.useJujuForStorage`. */
  get hasControllerStorage(): boolean {
    return this.#isFrom(2, 8, 0);
  }

  /** Whether it has secrets, in the form that they have kept. */
  get hasSecrets(): boolean {
    return this.#isFrom(3, 0, 3);
  }

  /** Whether a charm may open ports on Kubernetes. */
  get supportsOpenPortOnK8s(): boolean {
    return this.#isFrom(3, 0, 3);
  }

  /** Whether the supervisor that it brings takes `serviceContext` of `exec`. */
  get supportsExecServiceContext(): boolean {
    // 3.2.0 came with a supervisor from before 3.1.6.
    return this.#isFrom(3, 1, 6) && !(this.major === 3 && this.minor === 2 && this.patch === 0);
  }

  /** Whether the supervisor that it brings forwards logs, with labels. */
  get supportsPebbleLogForwarding(): boolean {
    return this.#isFrom(3, 4, 0);
  }

  /** Whether the supervisor that it brings has identities. */
  get supportsPebbleIdentities(): boolean {
    return this.#isFrom(3, 6, 4);
  }

  /** Whether the supervisor that it brings has metrics. */
  get supportsPebbleMetrics(): boolean {
    return this.#isFrom(3, 6, 4);
  }

  /** Whatever the tag: what leads to a version has what it has. */
  #isFrom(major: number, minor: number, patch: number): boolean {
    return (this.major - major || this.minor - minor || this.patch - patch) >= 0;
  }

  /** As it is written, without a build of 0. */
  toString(): string {
    const patch = this.tag === "" ? `.${this.patch}` : `-${this.tag}${this.patch}`;
    return `${this.major}.${this.minor}${patch}${this.build === 0 ? "" : `.${this.build}`}`;
  }
}

/** A version without a tag comes after those that led to it. */
const compareTags = (a: string, b: string): number => {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  return a < b ? -1 : 1;
};
