import { looksLikePlan } from "../../campaign/read-plan.ts";
import { readReportFrom, reportChunks } from "../../compare/read-report.ts";
import { utfText } from "../../files/read.ts";
import type { Report } from "../../model/report.ts";

const MAX_PLAN_BYTES = 64 * 1024 * 1024;

type PlanOrReport = { readonly plan: unknown } | { readonly report: Report };

/**
 * Reads a saved plan, unchecked, or a report. Only all of it shows which of the two it is, and a pipe can be read only once.
 * @throws UserError as `readReport` does
 */
export async function readPlanOrReport(
  path: string,
  cwd: string,
  stdin: AsyncIterable<unknown>,
): Promise<PlanOrReport> {
  const chunks = reportChunks(path, cwd, stdin);
  const start: Buffer[] = [];
  let bytes = 0;
  while (bytes <= MAX_PLAN_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    start.push(next.value);
    bytes += next.value.length;
  }
  const plan = bytes <= MAX_PLAN_BYTES ? planIn(Buffer.concat(start)) : undefined;
  return plan === undefined ? { report: await readReportFrom(path, inTurn(start, chunks)) } : { plan };
}

async function* inTurn(
  start: readonly Buffer[],
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  yield* start;
  yield* rest;
}

/** Undefined for a report, and for what is not JSON: the reader of reports says what is wrong with it. */
function planIn(bytes: Buffer): unknown {
  try {
    const data: unknown = JSON.parse(utfText(bytes));
    return looksLikePlan(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
