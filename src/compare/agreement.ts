/** What the parts of a merge must have in common, and what they should have. */
import { UserError } from "../model/failure.ts";
import type { FunctionRow } from "../model/report.ts";
import { cleanText } from "../report/clean-text.ts";
import type { Part } from "./ledgers.ts";
import { DATES, datedRuntime } from "./moved-dates.ts";

/** @throws UserError when the parts used different catalogues: the same runtime could have two statuses. */
export function requireOneCatalogue([first, ...others]: readonly Part[]): void {
  if (!first) return;
  const name = ({ report: { catalogue } }: Part) => `${catalogue.asOf} of ${catalogue.source}`;
  const other = others.find((part) => name(part) !== name(first));
  if (other) throw otherCatalogue(`${name(first)} in ${first.path}, ${name(other)} in ${other.path}`);
  // A catalogue file that was edited keeps its name.
  const moved = conflictBetween([first, ...others], (a, b) => DATES.some((date) => a[date] !== b[date]));
  if (!moved) return;
  const { runtime, places } = moved;
  throw otherCatalogue(`the dates of ${runtime} differ between ${places[0]} and ${places[1]}`);
}

function otherCatalogue(how: string): UserError {
  return new UserError(
    cleanText(`these reports were made with different runtime catalogues: ${how}`),
    "Create them with one version of lambda-inventory and the same --catalogue.",
  );
}

/** Differences that do not prevent a merge; sentences. */
export function differences(parts: readonly Part[]): string[] {
  const [first, ...others] = parts;
  if (!first) return [];
  const { tool, catalogue } = first.report;
  const version = others.find(({ report }) => report.tool.version !== tool.version);
  const day = others.find(({ report }) => report.catalogue.ageDays !== catalogue.ageDays);
  const window = day ? undefined : conflictBetween(parts, (a, b) => a.runtimeStatus !== b.runtimeStatus);
  return [
    ...(version
      ? [
          `${first.path} was created by version ${tool.version}, ${version.path} by ${version.report.tool.version}`,
        ]
      : []),
    ...(day
      ? [
          `${first.path} and ${day.path} were assessed on different days, so their daysLeft differ; use --as-of to set one day for all parts`,
        ]
      : []),
    ...(window
      ? [
          `${window.runtime} is ${window.rows[0].runtimeStatus} in ${window.places[0]} and ${window.rows[1].runtimeStatus} in ${window.places[1]}: they were created with different --within`,
        ]
      : []),
  ].map(cleanText);
}

interface Conflict {
  readonly runtime: string;
  readonly rows: readonly [FunctionRow, FunctionRow];
  /** The paths of the parts that contain these rows. */
  readonly places: readonly [string, string];
}

/** The first runtime that differs between two parts in the same region: its dates may differ by region. */
function conflictBetween(
  parts: readonly Part[],
  differ: (a: FunctionRow, b: FunctionRow) => boolean,
): Conflict | undefined {
  const known = new Map<string, { readonly row: FunctionRow; readonly path: string }>();
  for (const { path, report } of parts) {
    for (const row of report.functions) {
      const runtime = datedRuntime(row);
      // The runtime of a container image is not assessed.
      if (runtime === null || row.runtimeStatus === "container") continue;
      const place = `${row.region} ${runtime}`;
      const first = known.get(place);
      if (!first) known.set(place, { row, path });
      else if (first.path !== path && differ(first.row, row))
        return { runtime, rows: [first.row, row], places: [first.path, path] };
    }
  }
  return undefined;
}
