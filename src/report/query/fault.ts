/** What is wrong with a query, without the query itself: whoever compiled it adds that. */
export class QueryFault extends Error {
  override readonly name = "QueryFault";
  /** The value at fault is null: other data may have a value there. */
  readonly onNull: boolean;
  readonly hint: string | undefined;

  constructor(message: string, { onNull = false, hint }: { onNull?: boolean; hint?: string } = {}) {
    super(message);
    this.onNull = onNull;
    this.hint = hint;
  }
}
