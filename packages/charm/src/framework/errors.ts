import { CobbleError } from "@cobble/wire";

/** An event was deferred that cannot come again, or whose handler could not be found again. */
export class DeferError extends CobbleError {
  constructor(message: string) {
    super("defer", message);
  }
}

/** A value that cannot be kept from one hook to the next, or one that was kept and cannot be read. */
export class StoredValueError extends CobbleError {
  constructor(message: string, options?: ErrorOptions) {
    super("stored-value", message, options);
  }
}

/** Two objects, events or stored states of a charm have the same handle, so that neither could be found again. */
export class HandleError extends CobbleError {
  constructor(message: string) {
    super("handle", message);
  }
}

/** What a charm keeps between hooks cannot be read or written. */
export class StateStoreError extends CobbleError {
  constructor(message: string, options?: ErrorOptions) {
    super("state-store", message, options);
  }
}

/** A breakpoint with a name that `JUJU_DEBUG_AT` could not ask for. */
export class BreakpointError extends CobbleError {
  constructor(message: string) {
    super("breakpoint", message);
  }
}

/** An event was asked what changed, of a charm that does not remember how things were. */
export class ChangesError extends CobbleError {
  constructor(message: string) {
    super("changes", message);
  }
}

/** A trace that cannot be sent, or relations that could not say where to. */
export class TracingError extends CobbleError {
  constructor(message: string) {
    super("tracing", message);
  }
}
