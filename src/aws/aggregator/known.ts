/** What an aggregator of AWS Config knows, as the rest of the program sees it. */
import type { CoverageStatus } from "../../model/coverage.ts";
import type { LambdaFunction, ReadFunction } from "../../model/function.ts";

/** A function as AWS Config describes it. */
export type ConfigFunction = LambdaFunction & Pick<ReadFunction, "tags"> & { readonly source: "config" };

export interface KnownFunctions {
  of(accountId: string, region: string): readonly ConfigFunction[];
  /** The regions in which it knows functions of this account. */
  regionsOf(accountId: string): readonly string[];
  /** Rows that do not say which function they are about. */
  readonly unreadable: number;
}

/** Whether AWS Config knows all functions of a target: `ok`, perhaps with a reservation (code and message), or why not. */
export interface Completeness {
  readonly status: Extract<CoverageStatus, "ok" | "not-recorded" | "not-aggregated" | "stale" | "error">;
  readonly code: string;
  readonly message: string;
}

/** How far AWS Config can be trusted. */
export interface Trust {
  /** @param known how many functions of the target have arrived */
  vouch(accountId: string, region: string, known: number): Completeness;
  /** The regions of an account from which it has any data. */
  regionsOf(accountId: string): readonly string[];
}

/** Functions, and how far their list can be trusted: undefined where that could not be read. */
export interface SecondOpinion {
  readonly functions: KnownFunctions;
  readonly trust: Trust | undefined;
}

/** AWS Config as the only source: how far it can be trusted must be known. */
export interface Knowledge extends SecondOpinion {
  readonly trust: Trust;
}
