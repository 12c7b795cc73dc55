import type { PairingMode } from "@cobble/plan";
import type { Clock, Timer } from "../../deps.ts";
import { ApiError } from "../../errors.ts";
import {
  closedPairing,
  type OpenMode,
  type PairingEffect,
  type PairingEvent,
  type PairingState,
  stepPairing,
} from "./machine.ts";

/** What the manager needs. */
export interface PairingDeps {
  readonly clock: Clock;
  /** The mode that the plan has; empty is disabled. */
  readonly mode: () => PairingMode | "";
  /** Whether clients can come with certificates at all. */
  readonly hasHttps: boolean;
  /** Whether a client has paired that is still an identity. */
  readonly hasPaired: () => boolean;
}

/** A window that is open. */
export interface OpenWindow {
  readonly mode: OpenMode;
  /** Wall-clock time, milliseconds since 1970. */
  readonly untilMs: number;
}

/** Keeps the window in which clients with certificates may become admins. */
export interface PairingManager {
  /**
   * Opens the window, or keeps an open one open for that time from now on.
   * @param timeoutMs from a moment to an hour
   * @throws {ApiError} 400 when the plan's mode, what was paired before, or the time do not allow it
   */
  open(timeoutMs: number): OpenWindow;
  close(): void;
  readonly isOpen: boolean;
  /** A client pairs. In mode `single` the window is closed by that. */
  take(): void;
  /** To be called when the plan has changed. */
  planChanged(): void;
  /** Ends with the daemon. */
  stop(): void;
}

/** The longest that a window may be open: what is forgotten must not stay open for ever. */
const maxTimeoutMs = 60 * 60 * 1000;

const refused = (reason: string): ApiError => new ApiError(400, `cannot open pairing: ${reason}`);

class Pairing implements PairingManager {
  readonly #deps: PairingDeps;
  #state: PairingState = closedPairing;
  #timer: Timer | undefined;

  constructor(deps: PairingDeps) {
    this.#deps = deps;
  }

  get isOpen(): boolean {
    return this.#state.name === "open";
  }

  open(timeoutMs: number): OpenWindow {
    const mode = this.#allowedMode();
    if (!(timeoutMs > 0 && timeoutMs <= maxTimeoutMs))
      throw refused("timeout must be above 0 and at most 1h0m0s");
    const untilMs = this.#deps.clock.now() / 1000 + timeoutMs;
    this.#step({ type: "open", mode, untilMs }, timeoutMs);
    return { mode, untilMs };
  }

  close(): void {
    this.#step({ type: "close" });
  }

  take(): void {
    this.#step({ type: "pair" });
  }

  planChanged(): void {
    this.#step({ type: "planned", mode: this.#deps.mode() || "disabled" });
  }

  stop(): void {
    this.close();
  }

  #allowedMode(): OpenMode {
    const mode = this.#deps.mode() || "disabled";
    if (mode === "disabled") throw refused('the plan\'s pairing mode is "disabled"');
    if (!this.#deps.hasHttps) throw refused("the supervisor does not listen for HTTPS");
    if (mode === "single" && this.#deps.hasPaired()) {
      throw refused('a client has paired already, and the plan\'s pairing mode is "single"');
    }
    return mode;
  }

  #step(event: PairingEvent, timeoutMs = 0): void {
    const { state, effects } = stepPairing(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#act(effect, timeoutMs);
  }

  #act(effect: PairingEffect, timeoutMs: number): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (effect === "setTimer") {
      this.#timer = this.#deps.clock.after(timeoutMs, () => this.#step({ type: "expired" }));
    }
  }
}

/** Makes the manager, with the window closed. */
export const createPairingManager = (deps: PairingDeps): PairingManager => new Pairing(deps);
