/** A piece of a big JSON object, small enough for JSON.parse. */
export interface Slice {
  /** The name of the member. */
  readonly key: string;
  /** Its element's position when the member is a list; `list` where one begins; `member` for any other value. */
  readonly at: number | "list" | "member";
  /** JSON text, to be parsed by the taker; empty where a list begins. */
  readonly text: string;
  /** The line on which it ends, 1-based. */
  readonly line: number;
}

/** A text that is not one whole JSON object. */
export class BadJson extends Error {
  override readonly name = "BadJson";
  readonly line: number;
  /** The text stops before the object does. */
  readonly truncated: boolean;

  constructor(message: string, line: number, truncated = false) {
    super(message);
    this.line = line;
    this.truncated = truncated;
  }
}
