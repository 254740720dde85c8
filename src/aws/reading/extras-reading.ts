import type { Failure, FailureStatus } from "../../model/failure.ts";
import type { Extra } from "../../model/function.ts";
import type { ExtrasNote } from "../../scan/cloud.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients, Credentials } from "../transport/clients.ts";

export interface ExtrasPlace {
  readonly clients: Clients;
  readonly region: string;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
}

/** Failures that would meet every further call of the same action in this region. */
const FINAL: ReadonlySet<FailureStatus> = new Set([
  "denied",
  "disabled",
  "unauthenticated",
  "unreachable",
  "unsupported",
]);

interface Unread {
  readonly extra: Extra;
  readonly failure: Failure;
  readonly functionNames: string[];
}

/** The extra calls in one region of an account: what was refused is not asked again, and is noted. */
export class ExtrasReading {
  readonly place: ExtrasPlace;
  readonly #refusals = new Map<string, Failure>();
  readonly #unread = new Map<string, Unread>();

  constructor(place: ExtrasPlace) {
    this.place = place;
  }

  /**
   * What `ask` answers; undefined, and a note for these functions, when it cannot be had.
   * `action` as IAM spells it.
   */
  async attempt<T>(
    extra: Extra,
    action: string,
    functionNames: readonly string[],
    ask: () => Promise<T>,
  ): Promise<T | undefined> {
    this.place.signal.throwIfAborted();
    const refusal = this.#refusals.get(action);
    if (refusal) return this.note(extra, functionNames, refusal);
    try {
      return await ask();
    } catch (error) {
      this.place.signal.throwIfAborted();
      const failure = toFailure(error, "enrich", { action, region: this.place.region });
      if (FINAL.has(failure.status)) this.#refusals.set(action, failure);
      return this.note(extra, functionNames, failure);
    }
  }

  /** Records that an extra of these functions could not be read. */
  note(extra: Extra, functionNames: readonly string[], failure: Failure): undefined {
    const key = [extra, failure.status, failure.code].join(" ");
    const unread = this.#unread.get(key) ?? { extra, failure, functionNames: [] };
    this.#unread.set(key, unread);
    unread.functionNames.push(...functionNames);
  }

  notes(): readonly ExtrasNote[] {
    return [...this.#unread.values()].map(({ extra, failure, functionNames }) => {
      const [only = ""] = functionNames;
      const whose = functionNames.length === 1 ? only : `${functionNames.length} functions`;
      return {
        status: failure.status,
        code: failure.code,
        message: `${extra} of ${whose} could not be read: ${failure.message}`,
      };
    });
  }
}

/** The functions among these rows, versions put aside: each name once, in the order of the rows. */
export function namesOf(functions: readonly { readonly functionName: string }[]): readonly string[] {
  return [...new Set(functions.map(({ functionName }) => functionName))];
}
