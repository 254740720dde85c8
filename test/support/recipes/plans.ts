/** Plans as the program writes them, for the recipes of tickets. */
import { ItemCollector } from "../../../src/campaign/items.ts";
import { planOf as makePlan, type Plan } from "../../../src/campaign/plan.ts";
import type { FunctionRow } from "../../../src/model/report.ts";
import { row, target } from "../report/sample.ts";

export interface PlanChoice {
  /** Names of functions on nodejs18.x, and of those to retire on python3.8. */
  readonly upgrade: readonly string[];
  readonly retire: readonly string[];
  readonly owner: string;
  /** Names of functions on nodejs18.x that a waiver covers. */
  readonly waived?: readonly string[];
}

interface Circumstances {
  readonly today?: string;
  readonly since?: Plan;
  readonly unread?: boolean;
}

export function planOf(
  { upgrade, retire, owner, waived = [] }: PlanChoice,
  { today = "2026-11-29", since, unread = false }: Circumstances = {},
): Plan {
  const named = (functionName: string, more: Partial<FunctionRow>) =>
    row({
      functionName,
      owner,
      functionArn: `arn:aws:lambda:eu-west-1:111122223333:function:${functionName}`,
      ...more,
    });
  const python = { runtime: "python3.8", successor: "python3.14", action: "retire" } as const;
  const collector = new ItemCollector();
  for (const name of upgrade) collector.add(named(name, { remedy: "upgrade from nodejs18.x to nodejs24.x" }));
  for (const name of waived)
    collector.add(named(name, { waivedUntil: "2027-03-31", waiverReason: "`replaced` | in *March*" }));
  for (const name of retire) collector.add(named(name, python));
  return makePlan(collector, {
    today,
    coverage: [target(unread ? { status: "denied", message: "a policy denies it" } : {})],
    earlier: since?.items,
  });
}
