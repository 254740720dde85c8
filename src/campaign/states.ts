/**
 * What became of each work item since an earlier plan. In: the items of then and now, and which targets were read now. Out:
 * every item of now as `new` or `open`, and those of then that are gone as `done` or `unknown`. Pure.
 */
import { type CoverageRow, isRead } from "../model/coverage.ts";
import { byDue, type Item, type ItemFacts, type PlanState } from "./items.ts";

export interface StatedItem extends Item {
  readonly state: PlanState;
}

/** What an earlier plan says of an item. */
export type EarlierItem = ItemFacts & { readonly state: PlanState };

/**
 * @param listsWeb whether this run listed Web Functions
 * @param comparable false for an earlier item that this run's filters would not show: it is left out
 */
export function withStates(
  items: readonly Item[],
  earlier: readonly EarlierItem[] | undefined,
  coverage: readonly CoverageRow[],
  comparable: (item: ItemFacts) => boolean = () => true,
  listsWeb = false,
): readonly StatedItem[] {
  if (earlier === undefined) return items.map((item) => ({ ...item, state: "open" }));
  // What was done then is not open any more: should it come back, it is new.
  const open = earlier.filter(({ state }) => state !== "done");
  const before = new Set(open.map(({ id }) => id));
  const now = new Set(items.map(({ facts }) => facts.id));
  const wasRead = readTargets(coverage, listsWeb);
  const gone = open
    .filter((item) => !now.has(item.id) && comparable(item))
    .map((item) => goneItem(item, wasRead));
  return [
    ...items.map((item): StatedItem => ({ ...item, state: before.has(item.facts.id) ? "open" : "new" })),
    ...gone,
  ].sort((a, b) => byDue(a.facts, b.facts));
}

/** An item of then without functions now; those in targets that were not read may still exist. */
function goneItem(
  { state: _, invocations: __, ...facts }: EarlierItem,
  wasRead: (arn: string) => boolean,
): StatedItem {
  const functionArns = facts.functionArns.filter((arn) => !wasRead(arn));
  const places = functionArns.map(placeOf);
  return {
    facts: {
      ...facts,
      functions: new Set(places.map((place) => `${place?.account} ${place?.region} ${place?.name}`)).size,
      accounts: facts.accounts.filter((id) => places.some((place) => place?.account === id)),
      functionArns,
    },
    members: [],
    state: functionArns.length === 0 ? "done" : "unknown",
  };
}

function readTargets(coverage: readonly CoverageRow[], listsWeb: boolean): (arn: string) => boolean {
  const read = new Set(
    coverage.filter(({ status }) => isRead(status)).map(({ accountId, region }) => `${accountId} ${region}`),
  );
  return (arn) => {
    const place = placeOf(arn);
    const isListed = listsWeb || !arn.includes(":web-function/");
    return place !== undefined && isListed && read.has(`${place.account} ${place.region}`);
  };
}

/** `arn:aws:lambda:eu-west-1:111122223333:function:orders:3`, or `…:web-function/shop` */
function placeOf(
  arn: string,
): { readonly account: string; readonly region: string; readonly name: string } | undefined {
  const [, region = "", account = "", name = ""] =
    /^arn:[\w-]+:lambda:([\w-]+):(\d{12}):[\w-]+[:/]([^:]+)/.exec(arn) ?? [];
  return name === "" ? undefined : { account, region, name };
}
