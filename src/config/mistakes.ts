import { mistakesText, UserError } from "../model/failure.ts";

/** One mistake in a file: `accounts.yaml:12:5: accounts[2].role: ...`, and what to do. */
export class Mistake extends Error {
  override readonly name = "Mistake";
  readonly #hint: string | (() => string);
  /** Where in the text it is, by which mistakes are ordered. */
  readonly offset: number;

  /** @param hint what to do; a function when it costs time, since only the first mistakes are listed */
  constructor(message: string, hint: string | (() => string), offset: number) {
    super(message);
    this.#hint = hint;
    this.offset = offset;
  }

  get hint(): string {
    return typeof this.#hint === "string" ? this.#hint : this.#hint();
  }
}

/** Collects the mistakes of one file, so that a user sees all of them in one run. */
export class Mistakes {
  readonly #path: string;
  readonly #found: Mistake[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  get count(): number {
    return this.#found.length;
  }

  add(mistake: Mistake): void {
    this.#found.push(mistake);
  }

  /** What `read` returns, or undefined when it throws a mistake, which is collected. */
  attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      this.add(error);
      return undefined;
    }
  }

  /** Throws a UserError that lists the mistakes, when there are any. */
  throwIfAny(): void {
    const [first, ...others] = this.#found.sort((a, b) => a.offset - b.offset);
    if (!first) return;
    if (others.length === 0) throw new UserError(first.message, first.hint);
    throw new UserError(
      mistakesText(this.#path, this.#found, ({ message, hint }) => `${message}\n    ${hint}`),
    );
  }
}
