/** Reads a saved plan back: only what a later plan compares with, checked. */
import * as v from "valibot";
import { isDay } from "../model/day.ts";
import { UserError } from "../model/failure.ts";
import { ACTIONS, DUE_EVENTS } from "../model/triage.ts";
import { PLAN_STATES } from "./items.ts";
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
  return typeof data === "object" && data !== null && "items" in data && !("functions" in data);
}

/** Throws a `UserError` that names the file and the place in it. */
export function earlierItems(path: string, data: unknown): readonly EarlierItem[] {
  const parsed = v.safeParse(plan, data);
  if (parsed.success) return parsed.output.items as readonly EarlierItem[];
  const [issue] = parsed.issues;
  const place = (issue.path ?? [])
    .map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("");
  throw new UserError(
    `${path} is not a plan of lambda-inventory: ${place.replace(/^\./, "")} ${issue.message}`,
    "Pass a JSON report, or a plan written with --format json.",
  );
}
