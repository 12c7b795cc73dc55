import { ModelError } from "../errors.ts";

/** An endpoint has more relations than the one that was asked for: their ids tell them apart. */
export class TooManyRelatedAppsError extends ModelError {
  readonly endpoint: string;
  /** How many there are. */
  readonly count: number;

  constructor(endpoint: string, count: number) {
    const hint = "ask for one by its id, or for all of them with model.relations.get";
    super(
      "too-many-related-apps",
      `cannot tell which relation of ${endpoint} is meant: it has ${count}; ${hint}`,
    );
    this.endpoint = endpoint;
    this.count = count;
  }
}

/** Data of a relation that cannot be read or written. */
export class RelationDataError extends ModelError {}

/** A key or a value that is no text: relations carry texts only. */
export class RelationDataTypeError extends RelationDataError {
  constructor(message: string) {
    super("relation-data-type", message);
  }
}

/** Data that this unit may not read or write. */
export class RelationDataAccessError extends RelationDataError {
  constructor(message: string) {
    super("relation-data-access", message);
  }
}

/** A secret's content, key or detail that the agent would not take. */
export class SecretContentError extends ModelError {
  constructor(message: string) {
    super("secret-content", message);
  }
}

/** Something of another unit or application was asked for that only its own charm can know or do. */
export class RemoteEntityError extends ModelError {
  constructor(message: string) {
    super("remote-entity", message);
  }
}

/** Only the leader may do that. */
export class NotLeaderError extends ModelError {
  constructor(message: string) {
    super("not-leader", message);
  }
}

/** A status that a charm may not set: `error` and `unknown` are the agent's. */
export class InvalidStatusError extends ModelError {
  constructor(message: string) {
    super("invalid-status", message);
  }
}

/** A metric, or a label of metrics, that the agent would not take. */
export class MetricError extends ModelError {
  constructor(message: string) {
    super("metric", message);
  }
}
