/**
 * What became of each work item since an earlier plan. In: the earlier and the current items, what was read now, and what is
 * waived. Out: every current item as `new` or `open`, and every earlier one that is gone as `done` (last) or `unknown`, with what
 * became of its functions. Pure.
 */
import { type CoverageRow, isRead } from "../model/coverage.ts";
import { take } from "../model/maps.ts";
import type { FunctionRow } from "../model/report.ts";
import { hasAllWeb } from "../model/web-listed.ts";
import { byDue, type Item, type ItemFacts, type ItemFunction, type PlanState } from "./items.ts";

export interface StatedItem extends Item {
  readonly state: PlanState;
  /** Only for an item that is gone. */
  readonly gone?: Whereabouts;
  /** What the title counts where that differs from what is left: for an item that is done, the functions that it had. */
  readonly titled?: ItemFacts;
}

/** What became of the functions of an item that is gone: those that are waived or in another item were not fixed. */
export interface Whereabouts {
  /** Their target was not read this time. */
  readonly unread: readonly string[];
  readonly waived: readonly FunctionRow[];
  /** Other items, each with those of the functions that it lists now. */
  readonly moved: ReadonlyMap<ItemFacts, readonly string[]>;
  /** They need nothing any more, or are deleted. */
  readonly done: readonly string[];
}

/** What an earlier plan says of an item. */
export type EarlierItem = ItemFacts & { readonly state: PlanState };

/** What this run knows of functions that no item lists. */
interface Comparison {
  readonly coverage: readonly CoverageRow[];
  /** Whether this run listed Web Functions. */
  readonly listsWeb?: boolean;
  /** Whether this run listed published versions. */
  readonly listsVersions: boolean;
  /** false for an earlier item that this run's filters would not show: it is left out. */
  readonly comparable?: ((item: ItemFacts) => boolean) | undefined;
  /** Functions with work to do that a waiver covers. */
  readonly waived: readonly FunctionRow[];
}

export function withStates(
  items: readonly Item[],
  earlier: readonly EarlierItem[] | undefined,
  comparison: Comparison,
): readonly StatedItem[] {
  if (earlier === undefined) return items.map((item) => ({ ...item, state: "open" }));
  const { comparable = () => true } = comparison;
  // An item that was done in the earlier plan is not open: if it comes back, it is new.
  const open = earlier.filter(({ state }) => state !== "done");
  const before = new Set(open.map(({ id }) => id));
  const now = new Set(items.map(({ facts }) => facts.id));
  const whereaboutsOf = finder(items, comparison);
  const gone = open
    .filter((item) => !now.has(item.id) && comparable(item))
    .map((item) => goneItem(item, whereaboutsOf(item)));
  return [
    ...items.map((item): StatedItem => ({ ...item, state: before.has(item.facts.id) ? "open" : "new" })),
    ...gone,
  ].sort((a, b) => isDone(a) - isDone(b) || byDue(a.facts, b.facts));
}

function isDone({ state }: StatedItem): number {
  return Number(state === "done");
}

/** An earlier item without functions now; those in targets that were not read may still exist. */
function goneItem(earlier: EarlierItem, gone: Whereabouts): StatedItem {
  const { state: _, invocations: __, waived: ___, moved: ____, ...then } = earlier;
  const accounts = new Set(gone.unread.map((arn) => placeOf(arn).account));
  const waived = countPlaces(gone.waived.map(({ functionArn }) => functionArn));
  const moved = countPlaces([...gone.moved.values()].flat());
  const facts: ItemFacts = {
    ...then,
    functions: countPlaces(gone.unread),
    accounts: then.accounts.filter((id) => accounts.has(id)),
    functionArns: gone.unread,
    ...(waived > 0 && { waived }),
    ...(moved > 0 && { moved }),
  };
  const members: readonly ItemFunction[] = [];
  return gone.unread.length === 0
    ? { facts, members, gone, state: "done", titled: then }
    : { facts, members, gone, state: "unknown" };
}

/** Looks for the functions of an earlier item. */
function finder(items: readonly Item[], comparison: Comparison): (item: ItemFacts) => Whereabouts {
  const wasRead = readTargets(comparison);
  const waivedBy = new Map(comparison.waived.map((row) => [row.functionArn, row]));
  const itemBy = new Map(
    items.flatMap(({ facts }) => facts.functionArns.map((arn) => [arn, facts] as const)),
  );
  return ({ functionArns }) => {
    const [unread, moved] = [[] as string[], new Map<ItemFacts, string[]>()];
    const waived: FunctionRow[] = [];
    const done: string[] = [];
    for (const arn of functionArns) {
      const [waiver, item] = [waivedBy.get(arn), itemBy.get(arn)];
      if (waiver !== undefined) waived.push(waiver);
      else if (item !== undefined) take(moved, item, () => []).push(arn);
      else (wasRead(arn) ? done : unread).push(arn);
    }
    return { unread, waived, moved, done };
  };
}

function readTargets({ coverage, listsWeb = false, listsVersions }: Comparison): (arn: string) => boolean {
  const keysOf = (rows: readonly CoverageRow[]) =>
    new Set(rows.map(({ accountId, region }) => `${accountId} ${region}`));
  const read = coverage.filter(({ status }) => isRead(status));
  const ofFunctions = keysOf(read);
  const ofWeb = listsWeb ? keysOf(read.filter(hasAllWeb)) : new Set<string>();
  return (arn) => {
    const place = placeOf(arn);
    const keys = arn.includes(":web-function/") ? ofWeb : ofFunctions;
    const isListed = listsVersions || !VERSION_ARN.test(arn);
    return isListed && keys.has(`${place.account} ${place.region}`);
  };
}

const VERSION_ARN = /:function:[^:]+:\d+$/;

/** Functions, each counted once however many of its versions are listed. */
export function countPlaces(arns: readonly string[]): number {
  const places = arns.map(placeOf);
  return new Set(places.map((place) => `${place.account} ${place.region} ${place.name}`)).size;
}

interface FunctionPlace {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** `arn:aws:lambda:eu-west-1:111122223333:function:orders:3`, or `…:web-function/shop`. Other text, which a saved plan may contain, has no place. */
function placeOf(arn: string): FunctionPlace {
  const [, region = "", account = "", name = ""] =
    /^arn:[\w-]+:lambda:([\w-]+):(\d{12}):[\w-]+[:/]([^:]+)/.exec(arn) ?? [];
  return { account, region, name };
}
