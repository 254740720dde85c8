/** What is wrong with a query. The message does not contain the query itself; `compileQuery` adds it. */
export class QueryFault extends Error {
  override readonly name = "QueryFault";
  /** Whether the value at fault is null, where other data may have a value. */
  readonly onNull: boolean;
  readonly hint: string | undefined;

  constructor(message: string, { onNull = false, hint }: { onNull?: boolean; hint?: string } = {}) {
    super(message);
    this.onNull = onNull;
    this.hint = hint;
  }
}
