import { ApiError } from "../../errors.ts";
import { type CryptHash, parseCryptHash, type Sha512, sha512Crypt } from "./sha512-crypt.ts";

/** What checking passwords takes from outside. */
export interface PasswordDeps {
  readonly sha512: Sha512;
  /** A keyed sum of `data`, whose key this process made for itself and forgets. */
  readonly mac: (data: Uint8Array) => string;
  /** Settles when other work that is due has been done. */
  readonly pause: () => Promise<void>;
}

/** Tells whether passwords are right. */
export interface PasswordChecker {
  /**
   * Whether `password` is the one of `hash`. It takes as long when it is not, and when the hash is none.
   * @param hash as `openssl passwd -6` prints it
   * @throws {ApiError} 503 when too many others wait for their turn
   */
  matches(password: Uint8Array, hash: string): Promise<boolean>;
}

/** Passwords that were right are remembered, that many: a scraper comes every few seconds with the same one. */
const maxRemembered = 64;

/** So many checks may wait for their turn: together they take some seconds, and what comes on top is told to come again. */
const maxWaiting = 1000;

/** The longest password in bytes; no tool makes hashes of longer ones, and the work grows with the square of it. */
const maxPasswordBytes = 512;

/** What is computed where there is no usable hash, so that the answer comes no sooner. */
const decoy: CryptHash = { rounds: 5000, salt: "decoydecoydecoy.", sum: "" };

/** Compares two texts of one alphabet in a time that does not depend on where they differ. */
const areEqual = (computed: string, stored: string): boolean => {
  let difference = computed.length ^ stored.length;
  for (let i = 0; i < computed.length; i += 1) difference |= computed.charCodeAt(i) ^ stored.charCodeAt(i);
  return difference === 0;
};

class Passwords implements PasswordChecker {
  readonly #deps: PasswordDeps;
  readonly #right = new Set<string>();
  /** Checks that have begun or wait for their turn, by the sum of what they check. */
  readonly #running = new Map<string, Promise<boolean>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: PasswordDeps) {
    this.#deps = deps;
  }

  async matches(password: Uint8Array, hash: string): Promise<boolean> {
    if (password.length > maxPasswordBytes) return false;
    const key = this.#deps.mac(Buffer.concat([Buffer.from(`${hash}\0`), password]));
    if (this.#right.has(key)) return true;
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    if (this.#running.size >= maxWaiting) {
      throw new ApiError(
        503,
        "cannot check the password: too many passwords are being checked, try again later",
      );
    }
    const check = this.#afterOthers(() => this.#compute(password, hash)).finally(() => {
      this.#running.delete(key);
    });
    this.#running.set(key, check);
    const isRight = await check;
    if (isRight) this.#remember(key);
    return isRight;
  }

  /** One at a time: many clients with wrong passwords take no more of the daemon's time than one. */
  #afterOthers(compute: () => Promise<boolean>): Promise<boolean> {
    const computed = this.#last.then(compute);
    this.#last = computed.catch(() => undefined);
    return computed;
  }

  async #compute(password: Uint8Array, text: string): Promise<boolean> {
    const hash = parseCryptHash(text) ?? decoy;
    const work = sha512Crypt(password, hash, this.#deps.sha512);
    for (;;) {
      const step = work.next();
      if (step.done === true) return areEqual(step.value, hash.sum);
      await this.#deps.pause();
    }
  }

  #remember(key: string): void {
    const [oldest] = this.#right;
    if (this.#right.size >= maxRemembered && oldest !== undefined) this.#right.delete(oldest);
    this.#right.add(key);
  }
}

/** Makes a checker that remembers nothing yet. */
export const createPasswordChecker = (deps: PasswordDeps): PasswordChecker => new Passwords(deps);
