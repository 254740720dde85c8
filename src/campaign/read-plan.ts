/** The items of an earlier plan or report: of a saved plan only what a later one compares with, checked. */
import * as v from "valibot";
import { isDay } from "../model/day.ts";
import { mistakesText, UserError } from "../model/failure.ts";
import { isObject } from "../model/json.ts";
import type { FunctionRow } from "../model/report.ts";
import { ACTIONS, DUE_EVENTS } from "../model/triage.ts";
import { ItemCollector, PLAN_STATES } from "./items.ts";
import type { EarlierItem } from "./states.ts";

const text = v.nullable(v.string());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const actions = ACTIONS.filter((action) => action !== "none");

const item = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/, "is not an item id of 12 hexadecimal digits")),
  state: v.picklist(PLAN_STATES),
  owner: text,
  ownerSource: text,
  contact: text,
  repository: text,
  action: v.picklist(actions),
  managedBy: text,
  runtime: text,
  successor: text,
  dueDate: v.nullable(v.pipe(v.string(), v.check(isDay, "is not a valid date (YYYY-MM-DD)"))),
  dueEvent: v.nullable(v.picklist(DUE_EVENTS)),
  remedy: v.optional(v.string(), ""),
  functions: count,
  accounts: v.array(v.string()),
  functionArns: v.array(v.string()),
  invocations: v.optional(count),
});

const plan = v.object({ schemaVersion: v.literal(1), items: v.array(item) });

/** Whether JSON that was parsed is a plan and not a report. */
export function looksLikePlan(data: unknown): boolean {
  return isObject(data) && "items" in data && !("functions" in data);
}

/** The items of a report; all of them were open. */
export function openItems(functions: readonly FunctionRow[]): readonly EarlierItem[] {
  const collector = new ItemCollector();
  for (const row of functions) collector.add(row);
  return collector.items().map(({ facts }) => ({ ...facts, state: "open" }));
}

/** Throws a `UserError` that names the file and the places in it. */
export function earlierItems(path: string, data: unknown): readonly EarlierItem[] {
  const parsed = v.safeParse(plan, data);
  if (parsed.success) return parsed.output.items as readonly EarlierItem[];
  const [first, ...others] = parsed.issues;
  const problem = others.length === 0 ? issueText(first) : mistakesText("it", parsed.issues, issueText);
  throw new UserError(
    `${path} is not a plan of lambda-inventory: ${problem}`,
    "Pass a JSON report, or a plan written with --format json.",
  );
}

function issueText({ path, message, received, expected }: v.InferIssue<typeof plan>): string {
  const steps = (path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  const isOurs = !message.startsWith("Invalid ");
  const other = received === "undefined" ? "is missing" : `is ${received.slice(0, 80)}, not ${expected}`;
  return `${steps.join("").slice(1)} ${isOurs ? message : other}`;
}
