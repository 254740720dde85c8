/**
 * The plan: work items with states and ticket texts. In: collected items, the ledger, and an earlier plan. Out: the plan as data;
 * its formats are in write.ts. Pure.
 */
import { type CoverageRow, isRead } from "../model/coverage.ts";
import { ACTIONS, type Action } from "../model/triage.ts";
import { bodyOf } from "./body.ts";
import { type ItemCollector, type ItemFacts, PLAN_STATES, type PlanState, titleOf } from "./items.ts";
import { type EarlierItem, withStates } from "./states.ts";

export interface PlanItem extends ItemFacts {
  readonly state: PlanState;
  readonly title: string;
  /** Markdown for a ticket. */
  readonly body: string;
}

export interface Plan {
  readonly schemaVersion: 1;
  /** The assessment date, a UTC day. */
  readonly asOf: string;
  /** Due first; those that are done last. */
  readonly items: readonly PlanItem[];
  /** The targets that were not read. */
  readonly notRead: readonly CoverageRow[];
  readonly summary: PlanSummary;
  /** The full report; JSON has it in the bodies. */
  readonly reportUrl?: string;
}

export interface PlanSummary {
  readonly items: number;
  readonly functions: number;
  readonly byState: Readonly<Partial<Record<PlanState, number>>>;
  readonly byAction: Readonly<Partial<Record<Action, number>>>;
  /** Functions (or versions) with work to do that a waiver covers. */
  readonly waived: number;
}

export interface PlanContext {
  readonly today: string;
  readonly coverage: readonly CoverageRow[];
  /** Whether Web Functions were asked for. */
  readonly listsWeb?: boolean;
  readonly reportUrl?: string | undefined;
  readonly earlier?: readonly EarlierItem[] | undefined;
  /** false for an earlier item that this run's filters would not show. */
  readonly comparable?: ((item: ItemFacts) => boolean) | undefined;
}

export function planOf(collector: ItemCollector, context: PlanContext): Plan {
  const { today, coverage, reportUrl, earlier } = context;
  const { waived, listsVersions } = collector;
  const stated = withStates(collector.items(), earlier, { ...context, waived, listsVersions });
  const items = stated.map(
    (item): PlanItem => ({
      ...item.facts,
      state: item.state,
      title: titleOf(item.titled ?? item.facts),
      body: bodyOf(item, { today, coverage, reportUrl }),
    }),
  );
  return {
    schemaVersion: 1,
    asOf: today,
    items,
    notRead: coverage.filter(({ status }) => !isRead(status)),
    summary: {
      items: items.length,
      functions: items.reduce((sum, item) => sum + item.functions, 0),
      byState: countsOf(items, PLAN_STATES, ({ state }) => state),
      byAction: countsOf(items, ACTIONS, ({ action }) => action),
      waived: waived.length,
    },
    ...(reportUrl !== undefined && { reportUrl }),
  };
}

/** Items by a word, in the order of the words; words that do not occur are absent. */
function countsOf<Word extends string>(
  items: readonly PlanItem[],
  words: readonly Word[],
  of: (item: PlanItem) => Word,
): Partial<Record<Word, number>> {
  const counts = words.map((word) => [word, items.filter((item) => of(item) === word).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0)) as Partial<Record<Word, number>>;
}
