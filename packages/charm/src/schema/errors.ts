import { CobbleError } from "@cobble/wire";

/** One thing that is wrong with a value that a schema was held against. */
export interface SchemaIssue {
  /** The way to it, as in `server.port`; empty when it is the whole value. */
  readonly field: string;
  /** What is wrong, in the words of the schema's library. */
  readonly message: string;
}

const describeIssue = ({ field, message }: SchemaIssue): string =>
  field === "" ? message : `${field}: ${message}`;

/** Options, parameters or data that do not fit the schema they were read with. */
export class SchemaError extends CobbleError {
  readonly issues: readonly SchemaIssue[];

  constructor(what: string, issues: readonly SchemaIssue[]) {
    super("schema", `cannot use ${what}: ${issues.map(describeIssue).join("; ")}`);
    this.issues = issues;
  }
}
