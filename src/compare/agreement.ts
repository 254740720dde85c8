/** What parts must have in common to become one report, and what they should. */
import { UserError } from "../model/failure.ts";
import type { FunctionRow } from "../model/report.ts";
import { cleanText } from "../report/cell.ts";
import type { Part } from "./ledgers.ts";
import { DATES } from "./moved-dates.ts";

/** @throws UserError when different catalogues judged the parts: the same runtime would have two statuses. */
export function demandOneCatalogue([first, ...others]: readonly Part[]): void {
  if (!first) return;
  const name = ({ report: { catalogue } }: Part) => `${catalogue.asOf} of ${catalogue.source}`;
  const other = others.find((part) => name(part) !== name(first));
  if (other) throw otherCatalogue(`${name(first)} in ${first.path}, ${name(other)} in ${other.path}`);
  // A file that was edited keeps its name.
  const moved = disagreement([first, ...others], (a, b) => DATES.some((date) => a[date] !== b[date]));
  if (!moved) return;
  const { runtime, places } = moved;
  throw otherCatalogue(`the dates of ${runtime} are not the same in ${places[0]} and ${places[1]}`);
}

function otherCatalogue(how: string): UserError {
  return new UserError(
    cleanText(`different catalogues judged these reports: ${how}`),
    "Make the parts with one version of lambda-inventory and the same --catalogue.",
  );
}

/** Differences that leave each part right in itself; sentences. */
export function differences(parts: readonly Part[]): string[] {
  const [first, ...others] = parts;
  if (!first) return [];
  const { tool, catalogue } = first.report;
  const version = others.find(({ report }) => report.tool.version !== tool.version);
  const day = others.find(({ report }) => report.catalogue.ageDays !== catalogue.ageDays);
  const window = day ? undefined : disagreement(parts, (a, b) => a.runtimeStatus !== b.runtimeStatus);
  return [
    ...(version
      ? [
          `${first.path} was made by version ${tool.version}, ${version.path} by ${version.report.tool.version}`,
        ]
      : []),
    ...(day
      ? [
          `${first.path} and ${day.path} were judged on different days, and daysLeft counts from each; --as-of sets one day for all parts`,
        ]
      : []),
    ...(window
      ? [
          `${window.runtime} is ${window.rows[0].runtimeStatus} in ${window.places[0]} and ${window.rows[1].runtimeStatus} in ${window.places[1]}: they were made with different --within`,
        ]
      : []),
  ].map(cleanText);
}

interface Disagreement {
  readonly runtime: string;
  readonly rows: readonly [FunctionRow, FunctionRow];
  /** The paths of the parts that hold these rows. */
  readonly places: readonly [string, string];
}

/** The first runtime of which two parts hold different things. */
function disagreement(
  parts: readonly Part[],
  differ: (a: FunctionRow, b: FunctionRow) => boolean,
): Disagreement | undefined {
  const known = new Map<string, { readonly row: FunctionRow; readonly path: string }>();
  for (const { path, report } of parts) {
    for (const row of report.functions) {
      // Of an image no runtime is judged.
      if (row.runtime === null || row.runtimeStatus === "container") continue;
      const first = known.get(row.runtime);
      if (!first) known.set(row.runtime, { row, path });
      else if (first.path !== path && differ(first.row, row))
        return { runtime: row.runtime, rows: [first.row, row], places: [first.path, path] };
    }
  }
  return undefined;
}
