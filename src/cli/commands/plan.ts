import { ItemCollector } from "../../campaign/items.ts";
import { planOf } from "../../campaign/plan.ts";
import { notReadNote, planSummary } from "../../campaign/plan-texts.ts";
import { earlierItems, openItems } from "../../campaign/read-plan.ts";
import type { EarlierItem } from "../../campaign/states.ts";
import { leftOutOfTransform } from "../../campaign/transform.ts";
import { writePlan } from "../../campaign/write.ts";
import { readInTurn } from "../../files/read-all.ts";
import { UserError } from "../../model/failure.ts";
import { assessedOn } from "../../report/deadlines.ts";
import { itemFilter, rowFilter } from "../../report/filter.ts";
import { exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { LIFECYCLE_OPTIONS } from "../options/reading.ts";
import { demandOlder } from "../output/older.ts";
import { writeAll } from "../output.ts";
import { readPlanOrReport } from "../saved/plan-or-report.ts";
import { readReportNow } from "../saved/resume.ts";
import { readSaved, targetFilter } from "../saved.ts";
import { readInputs } from "../scan/inputs.ts";
import { withScan } from "../scan.ts";
import { printLastWarnings } from "../summary/last-warnings.ts";
import { tellOfNoMatch } from "../summary/no-match.ts";
import { foundIn, printSummary } from "../summary.ts";
import { planTable } from "../table/plan.ts";
import { terminalOf } from "../terminal.ts";
import type { PlanCommandOptions } from "./plan-options.ts";

/** Prints the work items of saved reports, or of a fresh scan. */
export async function plan(options: PlanCommandOptions, io: Io, paths: readonly string[]): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const [earlier, source] = await readInTurn(
    () => readEarlierItems(options, io),
    () => openSource(options, io, messages, paths),
  );
  const { report, interrupted } = await source();
  if (earlier?.startedAt !== undefined)
    demandOlder(earlier.path, { startedAt: earlier.startedAt }, report, { allowsSame: true });
  const collector = new ItemCollector();
  for (const row of report.functions) collector.add(row);
  const made = planOf(collector, {
    today: assessedOn(report.catalogue),
    coverage: report.coverage,
    listsWeb: report.summary.webFunctions !== undefined,
    reportUrl: options.reportUrl,
    earlier: earlier?.items,
    // Items that the filters of this run cannot show would seem to be done.
    comparable: itemFilter(options),
  });
  const text =
    options.format === "table"
      ? planTable(made, terminalOf(io, options))
      : await writePlan(options.format, made);
  await writeAll(options.output, text, io);
  messages.note(planSummary(made));
  const leftOut = options.format === "atx" ? leftOutOfTransform(made.items) : "";
  if (leftOut !== "") messages.note(leftOut);
  const note = notReadNote(made);
  if (note !== "" && paths.length > 0) messages.warn(note);
  return exitCode({
    interrupted,
    incomplete: report.summary.notRead > 0,
    allowIncomplete: options.allowIncomplete,
    found: foundIn(report.functions, options.failOn),
  });
}

/** All that is read from files; what it returns makes the report. */
async function openSource(options: PlanCommandOptions, io: Io, messages: Messages, paths: readonly string[]) {
  if (paths.length > 0) {
    const report = await readSaved(paths, options, io, messages);
    return async () => ({ report, interrupted: undefined });
  }
  const given = { ...options, within: options.within ?? LIFECYCLE_OPTIONS.within.default };
  const inputs = await readInputs(given, io, messages);
  return () =>
    withScan(inputs, io, messages, async (scan) => {
      const report = await readReportNow(scan, () => true);
      tellOfNoMatch(options, report, inputs.options.extras.includes("tags"), messages);
      printLastWarnings(scan, report, inputs.options, io, messages);
      await printSummary(report, { within: given.within }, terminalOf(io, options), messages);
      return { report, interrupted: scan.connection.interrupted() };
    });
}

interface Earlier {
  readonly path: string;
  readonly items: readonly EarlierItem[];
  /** Of a report; a plan has a day only, which --as-of may have set. */
  readonly startedAt?: string;
}

/** The items of a saved plan; or of a report, with the filters of this run. */
async function readEarlierItems(options: PlanCommandOptions, io: Io): Promise<Earlier | undefined> {
  const path = options.since;
  if (path === undefined) return undefined;
  const saved = await readPlanOrReport(path, io.cwd, io.stdin);
  if ("plan" in saved) {
    checkComparable(path, options);
    return { path, items: earlierItems(path, saved.plan) };
  }
  const { functions, startedAt } = saved.report;
  const kept = functions.filter(targetFilter(options)).filter(rowFilter(options));
  return { path, items: openItems(kept), startedAt };
}

/** Filters by what a saved plan does not say of its functions: their items would seem to be done. */
const NOT_IN_A_PLAN = {
  names: "--name",
  excludeNames: "--exclude-name",
  tagged: "--tag",
  statuses: "--status",
} as const satisfies Partial<Record<keyof PlanCommandOptions, string>>;

function checkComparable(path: string, options: PlanCommandOptions): void {
  const keys = Object.keys(NOT_IN_A_PLAN) as (keyof typeof NOT_IN_A_PLAN)[];
  const flag = keys.filter((key) => options[key] !== undefined).map((key) => NOT_IN_A_PLAN[key])[0];
  if (flag === undefined) return;
  throw new UserError(
    `${path} is a saved plan, which cannot be compared with the functions that ${flag} selects`,
    `Pass the JSON report that it was made of to --since, or omit ${flag}.`,
  );
}
