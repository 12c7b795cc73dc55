/** The mode and the owner that a file was given, as the container knows them. */
export interface KnownAttributes {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * What files were given that a test may not, or should not, give them for real: their owners, and modes that would shut the
 * test out. Keys are places on this machine.
 */
export class OwnershipRecords {
  readonly #known = new Map<string, KnownAttributes>();

  get(place: string): KnownAttributes | undefined {
    return this.#known.get(place);
  }

  set(place: string, attributes: KnownAttributes): void {
    this.#known.set(place, attributes);
  }

  /** Forgets a place and all below it. */
  forget(place: string): void {
    for (const each of this.#known.keys()) {
      if (each === place || each.startsWith(`${place}/`)) this.#known.delete(each);
    }
  }
}
