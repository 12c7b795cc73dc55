/** A setting in the environment is wrong; the message says which and what would be right. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** What a request asks for cannot be done; the message is for the person who asked. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  /** The HTTP status to answer with. */
  readonly status: 400 | 404 | 405 | 413 | 415;

  constructor(status: RequestError["status"], message: string) {
    super(message);
    this.status = status;
  }
}
