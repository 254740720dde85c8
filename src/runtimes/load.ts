import { daysBetween } from "../model/day.ts";
import { mistakesText, UserError } from "../model/failure.ts";
import { builtinCatalogue, type Catalogue, catalogueOf } from "./catalogue.ts";
import { completeRows, hasUsableDates, readForeign } from "./foreign.ts";
import type { ForeignCatalogue, UncoveredField } from "./foreign-row.ts";
import { parseJson } from "./json.ts";
import type { Retrieved, RetrieveOptions } from "./limits.ts";
import { retrieve } from "./retrieve.ts";
import type { SchemaIssue } from "./schema.ts";

interface LoadOptions extends RetrieveOptions {
  /** The UTC day to assess for, `YYYY-MM-DD`: today or `--as-of`. */
  readonly today: string;
}

export interface Loaded {
  readonly catalogue: Catalogue;
  /** Sentences for stderr, without the final period. */
  readonly warnings: readonly string[];
  /** Fields that the source does not cover, so that their null is not mistaken for "AWS has published no date". */
  readonly uncovered: readonly UncoveredField[];
}

/** AWS moves dates several times a year: a catalogue older than this is probably out of date. */
const STALE_DAYS = 120;

/**
 * Loads the catalogue to assess with: `source` is a file or a URL in our own format, cfn-lint's, endoflife.date's or
 * AWS Health's; undefined means the built-in one. Throws a `UserError` when the source cannot be read or parsed; it never falls
 * back to the built-in catalogue.
 */
export async function loadCatalogue(source: string | undefined, options: LoadOptions): Promise<Loaded> {
  const loaded = await readCatalogue(source, options);
  return {
    ...loaded,
    warnings: [...loaded.warnings, ...ageWarnings(loaded.catalogue, source, options.today)],
  };
}

/** Loads a catalogue that is only printed or compared, so its age does not matter. */
export async function readCatalogue(source: string | undefined, options: RetrieveOptions): Promise<Loaded> {
  if (source !== undefined) return parseCatalogue(await retrieve(source, options));
  return { catalogue: builtinCatalogue(), warnings: [], uncovered: [] };
}

function parseCatalogue(retrieved: Retrieved): Loaded {
  const failure = (issue: SchemaIssue) =>
    new UserError(problemsText(`catalogue ${retrieved.label}`, issue), HINT_FORMATS);
  const parsed = parseJson(retrieved.text);
  if ("problem" in parsed) throw failure({ path: "", message: parsed.problem });
  if (isOwn(parsed.value))
    return { catalogue: catalogueOf(parsed.value, failure), warnings: [], uncovered: [] };
  const foreign = readForeign(parsed.value);
  if (foreign === undefined)
    throw failure({ path: "", message: "is valid JSON but not a runtime catalogue" });
  if ("issue" in foreign) throw failure(foreign.issue);
  return adopt(foreign, retrieved, failure);
}

/** `: source is required`, or all problems under their number. */
function problemsText(subject: string, { others = [], ...first }: SchemaIssue): string {
  const text = ({ path, message }: SchemaIssue) => `${path} ${message}`.trim();
  return others.length === 0 ? `${subject}: ${text(first)}` : mistakesText(subject, [first, ...others], text);
}

const HINT_FORMATS =
  "Use a catalogue file (`lambda-inventory runtimes --format json` prints one), cfn-lint's " +
  "LmbdRuntimeLifecycle.json, endoflife.date's aws-lambda JSON, or that of AWS Health's DescribeServiceLifecycle.";

function isOwn(data: unknown): boolean {
  return typeof data === "object" && data !== null && ("runtimes" in data || "asOf" in data);
}

function adopt(
  foreign: ForeignCatalogue,
  retrieved: Retrieved,
  failure: (issue: SchemaIssue) => Error,
): Loaded {
  const known = new Set(builtinCatalogue().runtimes.map(({ id }) => id));
  if (!foreign.rows.some(({ id }) => known.has(id))) {
    throw failure({ path: "", message: `looks like ${foreign.source} data but contains no Lambda runtime` });
  }
  const catalogue = catalogueOf(
    {
      asOf: foreign.asOf ?? retrieved.day,
      source: `${foreign.source} (${retrieved.label})`,
      runtimes: completeRows(foreign.rows),
    },
    failure,
  );
  return {
    catalogue,
    warnings: adoptionWarnings(foreign, retrieved, catalogue),
    uncovered: foreign.uncovered,
  };
}

function adoptionWarnings(
  foreign: ForeignCatalogue,
  { label, day, dayFrom }: Retrieved,
  catalogue: Catalogue,
): string[] {
  const warnings = (foreign.warnings ?? []).map((warning) => `catalogue ${label} ${warning}`);
  if (foreign.asOf === undefined) {
    warnings.push(`catalogue ${label} has no date: using ${day}, ${dayFrom} (the data may be older)`);
  }
  if (foreign.uncovered.includes("blockCreateDate")) {
    warnings.push(`catalogue ${label} has no create-block dates: create-blocked cannot be determined`);
  }
  const undated = foreign.rows.filter((row) => !hasUsableDates(row)).map(({ id }) => id);
  if (undated.length > 0) {
    warnings.push(
      `catalogue ${label} marks ${undated.join(", ")} as ended without a date: reported as unknown`,
    );
  }
  const missing = missingIds(catalogue).filter((id) => !undated.includes(id));
  if (missing.length > 0)
    warnings.push(`catalogue ${label} does not list ${missing.join(", ")}: reported as unknown`);
  return warnings;
}

/** Function runtimes that the built-in catalogue lists and this one does not. */
function missingIds(catalogue: Catalogue): string[] {
  const listed = new Set(catalogue.runtimes.map(({ id }) => id));
  return builtinCatalogue()
    .runtimes.filter((row) => row.phase !== "customer-managed" && !row.containerOnly && !listed.has(row.id))
    .map(({ id }) => id);
}

function ageWarnings({ asOf }: Catalogue, source: string | undefined, today: string): string[] {
  const warnings: string[] = [];
  const own = builtinCatalogue().asOf;
  if (source !== undefined && asOf < own) {
    warnings.push(
      `using a catalogue from ${asOf} although the built-in one is newer (${own}); omit --catalogue to use that`,
    );
  }
  const age = daysBetween(asOf, today);
  if (age > STALE_DAYS) {
    warnings.push(
      `the runtime catalogue dates from ${asOf} (${age} days before ${today}), and AWS may have moved dates since; ` +
        "update lambda-inventory, or pass newer data with --catalogue FILE|URL",
    );
  }
  return warnings;
}
