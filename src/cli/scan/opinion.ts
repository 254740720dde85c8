/**
 * AWS Config's opinion on what Lambda listed. In: the targets of an account, all read. Out: the same targets; those that were not
 * read also hold the functions that AWS Config knew, and say how many. The differences are counted.
 */
import type { ConfigFunction, SecondOpinion } from "../../aws/aggregator/known.ts";
import type { Account } from "../../model/account.ts";
import {
  type CoverageRow,
  type CoverageStatus,
  isRead,
  noted,
  type TargetName,
} from "../../model/coverage.ts";
import type { ReadFunction } from "../../model/function.ts";
import { addTo } from "../../model/maps.ts";
import { byCodePoint, byNameAndVersion } from "../../model/order.ts";
import { choosesRegion, type RegionChoice } from "../../model/patterns.ts";
import type { AggregatorCounts } from "../../model/report.ts";
import type { ScanResult } from "../../scan/scan.ts";
import type { TargetResult } from "../../scan/target.ts";
import type { RegionOptions } from "../options/reading.ts";
import { accountNote, targetNote } from "./opinion-notes.ts";
import { regionsOf } from "./regions.ts";

export class Opinion {
  readonly #ask: () => Promise<SecondOpinion | undefined>;
  readonly #notCovered = new Map<CoverageStatus, number>();
  #answer: Promise<SecondOpinion | undefined> | undefined;
  #isKnown = false;
  #onlyConfig = 0;
  #onlyLambda = 0;
  #otherRuntime = 0;

  constructor(ask: () => Promise<SecondOpinion | undefined>) {
    this.#ask = ask;
  }

  /**
   * @param results of one account, in the order of the report
   * @param choice the regions that were asked for
   */
  async complete(results: readonly TargetResult[], choice: RegionChoice): Promise<readonly TargetResult[]> {
    this.#answer ??= this.#ask();
    const answer = await this.#answer;
    const accountId = results[0]?.row.accountId ?? "";
    if (!answer || accountId === "") return results;
    this.#isKnown = true;
    const { functions: known, trust } = answer;
    const regions = new Set(results.map(({ row }) => row.region));
    const others = [...new Set([...known.regionsOf(accountId), ...(trust?.regionsOf(accountId) ?? [])])]
      .filter((region) => !regions.has(region) && choosesRegion(choice, region))
      .sort(byCodePoint);
    const elsewhere = others.flatMap((region) => known.of(accountId, region));
    const completed = results.map((result) =>
      result.row.region === ""
        ? result
        : this.#compared(result, known.of(accountId, result.row.region), trust),
    );
    this.#onlyConfig += elsewhere.length;
    const whole = results.find(({ row }) => row.region === "");
    if (!whole || isRead(whole.row.status)) return completed;
    const verdicts = others.map((region) => {
      const verdict = trust?.vouch(accountId, region, known.of(accountId, region).length);
      return { region, status: verdict?.status ?? "ok" };
    });
    const isAlone = results.length === 1 && trust !== undefined;
    return spread(completed, elsewhere, accountNote(elsewhere.length, verdicts, isAlone));
  }

  /** Undefined when AWS Config could not be queried. */
  counts(): AggregatorCounts | undefined {
    if (!this.#isKnown) return undefined;
    return {
      onlyConfig: this.#onlyConfig,
      onlyLambda: this.#onlyLambda,
      otherRuntime: this.#otherRuntime,
      ...(this.#notCovered.size > 0 && { notCovered: Object.fromEntries(this.#notCovered) }),
    };
  }

  #compared(
    { row, functions, ...rest }: TargetResult,
    known: readonly ConfigFunction[],
    trust: SecondOpinion["trust"],
  ): TargetResult {
    const listed = new Map(functions.filter(isComparable).map((fn) => [fn.functionName, fn]));
    const byConfig = new Map(known.map((fn) => [fn.functionName, fn]));
    const onlyConfig = known.filter(({ functionName }) => !listed.has(functionName));
    this.#onlyConfig += onlyConfig.length;
    for (const { functionName, runtime } of listed.values()) {
      const other = byConfig.get(functionName);
      if (!other) this.#onlyLambda++;
      else if (other.packageType !== "" && other.runtime !== runtime) this.#otherRuntime++;
    }
    const verdict = trust?.vouch(row.accountId, row.region, known.length);
    if (verdict && verdict.status !== "ok" && !ABSENT.has(row.status))
      addTo(this.#notCovered, verdict.status);
    const read = functions.map((fn): ReadFunction => ({ ...fn, source: "lambda" }));
    if (isRead(row.status)) return { ...rest, row, functions: read };
    const both = [...read, ...onlyConfig].sort(byNameAndVersion);
    return { ...rest, row: noted(row, targetNote(onlyConfig.length, verdict)), functions: both };
  }
}

/** AWS Config has one item per function, and none for versions and other kinds. */
function isComparable({ version, kind }: ReadFunction): boolean {
  return version === "$LATEST" && kind === undefined;
}

/** Targets without functions, whatever AWS Config knew. */
const ABSENT: ReadonlySet<CoverageStatus> = new Set(["disabled", "unsupported"]);

/** Functions of regions that have no target, at their place in the order of the report. */
function spread(
  results: readonly TargetResult[],
  elsewhere: readonly ConfigFunction[],
  note: string,
): readonly TargetResult[] {
  return results.map((result, i) => {
    const next = results[i + 1]?.row.region;
    const here = elsewhere.filter((fn) => {
      const region = regionOf(fn);
      return (
        byCodePoint(result.row.region, region) < 0 && (next === undefined || byCodePoint(region, next) < 0)
      );
    });
    const row = result.row.region === "" ? noted(result.row, note) : result.row;
    return { ...result, row, functions: [...result.functions, ...here] };
  });
}

function regionOf({ functionArn }: Pick<ReadFunction, "functionArn">): string {
  return functionArn.split(":")[3] ?? "";
}

/** Where a function is: in its target, unless only AWS Config knew it in a target without a region. */
export function targetNameOf(row: CoverageRow, fn: ReadFunction): TargetName {
  return fn.source === "config" ? { ...row, region: regionOf(fn) } : row;
}

/** The targets of each account once all are read, with what AWS Config knew. */
export async function* completed(
  results: AsyncIterable<ScanResult>,
  opinion: Opinion,
  accounts: readonly Account[],
  asked: RegionOptions,
): AsyncGenerator<ScanResult> {
  const regions = regionsOf(accounts, asked);
  let targets: TargetResult[] = [];
  for await (const item of results) {
    if (item.kind === "target") {
      targets.push(item.result);
      continue;
    }
    for (const result of await opinion.complete(targets, regions(item.account.accountId)))
      yield { kind: "target", result };
    yield item;
    targets = [];
  }
}
