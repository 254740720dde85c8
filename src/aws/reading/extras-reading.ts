/** The extra calls in one region of an account. An action that was refused is not tried again; what is missing is noted. */
import { abortable } from "../../model/abortable.ts";
import { EXTRAS } from "../../model/column.ts";
import type { Failure, FailureStatus } from "../../model/failure.ts";
import { byCodePoint } from "../../model/order.ts";
import type { ExtrasNote } from "../../scan/cloud.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients, Credentials } from "../transport/clients.ts";

export interface ExtrasPlace {
  readonly clients: Clients;
  readonly region: string;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
}

/** Failures that every further call of the same action in the same region would meet, too. */
const FINAL: ReadonlySet<FailureStatus> = new Set([
  "denied",
  "disabled",
  "unauthenticated",
  "unreachable",
  "unsupported",
]);

/** What is read about functions, in the order of the notes. */
const SUBJECTS = ["runtime dates", "endpoints", "revisions", ...EXTRAS] as const;
type Subject = (typeof SUBJECTS)[number];

interface Unread {
  readonly extra: Subject;
  readonly failure: Failure;
  readonly functionNames: string[];
}

export class ExtrasReading {
  readonly place: ExtrasPlace;
  readonly #refusals = new Map<string, Failure>();
  readonly #unread = new Map<string, Unread>();

  constructor(place: ExtrasPlace) {
    this.place = place;
  }

  /**
   * The result of `ask`; when it fails, undefined and a note on the functions that are left without a value. Ends as
   * soon as the signal is aborted, so that what other calls have found by then is kept.
   * @param action as IAM spells it
   * @param resource where the action may be refused for one and allowed for another
   */
  async attempt<T>(
    extra: Subject,
    action: string,
    missing: () => readonly string[],
    ask: () => Promise<T>,
    resource = "",
  ): Promise<T | undefined> {
    try {
      return await this.call(action, this.place.region, ask, resource);
    } catch (error) {
      return this.note(extra, missing(), error as Failure);
    }
  }

  /** The result of `ask`. Rejects with a `Failure`, at once if the same action was refused in this region before. */
  async call<T>(action: string, region: string, ask: () => Promise<T>, resource = ""): Promise<T> {
    const { signal } = this.place;
    const key = [action, region, resource].join(" ");
    const refusal = this.#refusals.get(key);
    if (refusal) throw refusal;
    try {
      signal.throwIfAborted();
      return await abortable(ask(), signal);
    } catch (error) {
      const failure = toFailure(signal.aborted ? signal.reason : error, "enrich", { action, region });
      if (FINAL.has(failure.status)) this.#refusals.set(key, failure);
      throw failure;
    }
  }

  /** Why a list could not be read to its end; undefined when it was. */
  async listing(action: string, ask: () => Promise<void>): Promise<Failure | undefined> {
    try {
      await this.call(action, this.place.region, ask);
      return undefined;
    } catch (error) {
      return error as Failure;
    }
  }

  /** Records that an extra of these functions could not be read. */
  note(extra: Subject, functionNames: readonly string[], failure: Failure): undefined {
    const key = [extra, failure.status, failure.code].join(" ");
    const known = this.#unread.get(key) ?? { extra, failure, functionNames: [] };
    // Of several reasons always the same one, whichever call ended first.
    const first = byCodePoint(failure.message, known.failure.message) < 0 ? failure : known.failure;
    const unread = { ...known, failure: first };
    this.#unread.set(key, unread);
    for (const name of functionNames) unread.functionNames.push(name);
  }

  /** In the order of the columns. */
  notes(): readonly ExtrasNote[] {
    const place = ({ extra }: Unread) => SUBJECTS.indexOf(extra);
    const unread = [...this.#unread.values()].sort(
      (a, b) => place(a) - place(b) || byCodePoint(a.failure.message, b.failure.message),
    );
    return unread.map(({ extra, failure, functionNames }) => {
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

/** The functions among these rows, each name once, in the order of the rows. */
export function namesOf(functions: readonly { readonly functionName: string }[]): readonly string[] {
  return [...new Set(functions.map(({ functionName }) => functionName))];
}
