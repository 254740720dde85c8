/** What the page works out for each function: when it is due, whether it is used, whether a waiver covers it. Pure. */
import { isCounted } from "../../model/counted.ts";
import { daysBetween } from "../../model/day.ts";
import type { FunctionRow } from "../../model/report.ts";
import type { When } from "./facets.ts";

/** The period in which the due date lies. */
export function whenDue({ dueDate }: Pick<FunctionRow, "dueDate">, today: string): When {
  if (dueDate === null) return "none";
  const days = daysBetween(today, dueDate);
  if (days <= 0) return "overdue";
  if (days <= 90) return "90";
  return days <= 180 ? "180" : "later";
}

const USED_DAYS = 30;

/** Whether it was invoked in the last 30 days; empty when unknown. */
export function usedText(row: FunctionRow, today: string): "yes" | "no" | "" {
  const { lastInvoked, invocations } = row;
  if (invocations !== undefined) return invocations > 0 ? "yes" : "no";
  if (lastInvoked === "never") return "no";
  if (lastInvoked === null || !/^\d{4}-\d{2}-\d{2}$/.test(lastInvoked)) return "";
  return daysBetween(lastInvoked, today) <= USED_DAYS ? "yes" : "no";
}

/** Whether somebody has to do something: not where a waiver is active. */
export function needsAction(row: FunctionRow): boolean {
  return row.action !== "none" && row.waivedUntil === undefined && isCounted(row);
}
