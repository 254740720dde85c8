/** What needs attention and by when: rows go in, findings by runtime come out, with the next of the runtime's dates. */
import { isCounted } from "../model/counted.ts";
import { dayAfter, daysBetween } from "../model/day.ts";
import { groupedBy } from "../model/maps.ts";
import { byCodePoint } from "../model/order.ts";
import type { FunctionRow } from "../model/report.ts";
import { type CatalogueInfo, isDeprecated, type RuntimeStatus, runtimeWords } from "../model/runtime.ts";
import { ACTIONS, type Action } from "../model/triage.ts";
import { counted } from "../model/words.ts";
import { ownersByCount } from "./due-groups.ts";

/** The three dates of a runtime, and what happens on each. */
const DAYS = [
  { key: "deprecationDate", name: "deprecated" },
  { key: "blockCreateDate", name: "creation blocked" },
  { key: "blockUpdateDate", name: "updates blocked" },
] as const;

/** A number of things as text; the HTML page groups digits. */
type Count = typeof counted;

type Dates = Pick<FunctionRow, (typeof DAYS)[number]["key"]>;

/** The next date; if all have passed, the last one. */
interface Deadline {
  readonly date: string;
  /** What happens then: `updates blocked`. */
  readonly name: (typeof DAYS)[number]["name"];
  /** Days from the assessment date; zero or less: it has passed. */
  readonly days: number;
}

/** The assessment date of a report. */
export function assessedOn({ asOf, ageDays }: CatalogueInfo): string {
  return dayAfter(asOf, ageDays) ?? asOf;
}

function deadlineOf(dates: Dates, today: string): Deadline | undefined {
  const deadlines = DAYS.flatMap(({ key, name }): Deadline[] => {
    const date = dates[key];
    return date === null ? [] : [{ date, name, days: daysBetween(today, date) }];
  }).sort((a, b) => byCodePoint(a.date, b.date));
  return deadlines.find(({ days }) => days > 0) ?? deadlines.at(-1);
}

/** How old the catalogue was on the assessment date: `49 days old`. With `--as-of`, it may be newer. */
export function ageText({ ageDays }: CatalogueInfo, count: Count = counted): string {
  return ageDays < 0
    ? `${count(-ageDays, "day")} newer than the assessment date`
    : `${count(ageDays, "day")} old`;
}

/** `in 74 days`, `today`, `2 days ago`. */
export function daysText(days: number, count: Count = counted): string {
  if (days === 0) return "today";
  return days > 0 ? `in ${count(days, "day")}` : `${count(-days, "day")} ago`;
}

/** Whether a function needs attention, now or soon. */
export function isFinding(status: RuntimeStatus): boolean {
  return isDeprecated(status) || status === "expiring" || status === "unknown";
}

/** The functions that need attention on one runtime. */
export interface RuntimeFinding {
  readonly runtime: string;
  readonly status: RuntimeStatus;
  readonly successor: string | null;
  readonly deadline: Deadline | undefined;
  readonly functions: number;
  readonly accounts: number;
  /** What has to be done, most urgent first. */
  readonly actions: readonly Action[];
  /** The owners of most functions first; `no owner` last. */
  readonly owners: readonly string[];
}

/** Something is to be done by a date, or the catalogue does not know the runtime. A replica is upgraded with its master. */
function wants(row: FunctionRow): boolean {
  return row.action !== "none" && (row.dueDate !== null || row.runtimeStatus === "unknown") && isCounted(row);
}

/** The runtimes that need attention, by deadline: the longest overdue first, those without a date last. */
export function runtimeFindings(rows: readonly FunctionRow[], today: string): readonly RuntimeFinding[] {
  const wanting = rows.filter(wants);
  return [...groupedBy(wanting, findingKey).values()]
    .flatMap((group): RuntimeFinding[] => {
      const [first] = group;
      if (first === undefined) return [];
      return [
        {
          runtime: runtimeWords(first) ?? "",
          status: first.runtimeStatus,
          successor: first.successor,
          deadline: deadlineOf(first, today),
          functions: countFunctions(group),
          accounts: new Set(group.map((row) => row.accountId)).size,
          actions: ACTIONS.filter((action) => group.some((row) => row.action === action)),
          owners: ownersByCount(group),
        },
      ];
    })
    .sort(byDeadline);
}

/** Each alias of a customer-managed runtime has its own dates. */
function findingKey({ runtime, runtimeStatus, runtimeArn, runtimeAlias }: FunctionRow): string {
  const key = `${runtime} ${runtimeStatus}`;
  return runtime === "custom" ? `${key} ${runtimeArn} ${runtimeAlias}` : key;
}

/** Those that are not past all of their dates. */
export function comingFindings(findings: readonly RuntimeFinding[]): readonly RuntimeFinding[] {
  return findings.filter(({ deadline }) => deadline === undefined || deadline.days > 0);
}

function byDeadline(a: RuntimeFinding, b: RuntimeFinding): number {
  const never = "9999";
  return (
    byCodePoint(a.deadline?.date ?? never, b.deadline?.date ?? never) || byCodePoint(a.runtime, b.runtime)
  );
}

/** How many functions the rows belong to: one with several versions listed counts once, and a replica not at all. */
export function countFunctions(rows: readonly FunctionRow[]): number {
  return new Set(
    rows.filter(isCounted).map((row) => `${row.accountId} ${row.region} ${row.kind} ${row.functionName}`),
  ).size;
}
