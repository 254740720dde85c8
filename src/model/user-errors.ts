import { MOST_LISTED, UserError } from "./failure.ts";

/** Collects the mistakes of a user, so that one run reports all of them. Those that nobody would read are not kept. */
export class UserErrors {
  readonly #found: UserError[] = [];

  get found(): readonly UserError[] {
    return this.#found;
  }

  /** Whether there are more mistakes than are listed, so that looking for others is useless. */
  get isFull(): boolean {
    return this.#found.length > MOST_LISTED;
  }

  /** The same mistake counts once, though it may be found in several places. */
  add(error: UserError): void {
    for (const one of [error, ...error.also]) {
      const isKnown = this.#found.some(({ message, hint }) => message === one.message && hint === one.hint);
      if (!isKnown && !this.isFull) this.#found.push(one);
    }
  }

  /** What `read` returns, or undefined when it throws a `UserError`, which is collected. */
  attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.#keep(error);
      return undefined;
    }
  }

  /** The same for what takes time. */
  async settle<T>(reading: Promise<T>): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      this.#keep(error);
      return undefined;
    }
  }

  /** Throws one `UserError` for all of them, when there are any. */
  throwIfAny(): void {
    const [first, ...also] = this.#found;
    if (first === undefined) return;
    throw also.length === 0 ? first : new UserError(first.message, first.hint, { cause: first, also });
  }

  /** Throws this error, after those before it. */
  fail(error: UserError): never {
    this.add(error);
    this.throwIfAny();
    throw error;
  }

  #keep(error: unknown): void {
    if (!(error instanceof UserError)) throw error;
    this.add(error);
  }
}
