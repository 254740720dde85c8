import { daysBetween } from "../model/day.ts";
import { UserError } from "../model/failure.ts";
import { builtinCatalogue, type Catalogue, catalogueOf } from "./catalogue.ts";
import { completeRows, type Foreign, isDatable, readForeign, type Unsaid } from "./foreign.ts";
import { parseJson } from "./json.ts";
import type { Retrieved, RetrieveOptions } from "./limits.ts";
import { retrieve } from "./retrieve.ts";
import type { Fault } from "./schema.ts";

export interface LoadOptions extends RetrieveOptions {
  /** The UTC day of judgement, `YYYY-MM-DD`: today or `--as-of`. */
  readonly today: string;
}

export interface Loaded {
  readonly catalogue: Catalogue;
  /** Sentences for stderr, without a full stop. */
  readonly warnings: readonly string[];
  /** What the source is silent about, so that its null is not mistaken for "AWS publishes none". */
  readonly unsaid: readonly Unsaid[];
}

/** Older than this, AWS has probably moved a date: it does so several times a year. */
const STALE_DAYS = 120;

/**
 * The catalogue to judge by: `source` is a file or a URL, in our own format, cfn-lint's or endoflife.date's;
 * undefined: the built-in one. Throws a `UserError` for a source that cannot be read or understood: there is no
 * silent fall-back.
 */
export async function loadCatalogue(source: string | undefined, options: LoadOptions): Promise<Loaded> {
  const loaded = await readCatalogue(source, options);
  return {
    ...loaded,
    warnings: [...loaded.warnings, ...ageWarnings(loaded.catalogue, source, options.today)],
  };
}

/** The same for a catalogue that nothing is judged by: its age is no matter. */
export async function readCatalogue(source: string | undefined, options: RetrieveOptions): Promise<Loaded> {
  if (source !== undefined) return understand(await retrieve(source, options));
  return { catalogue: builtinCatalogue(), warnings: [], unsaid: [] };
}

function understand(retrieved: Retrieved): Loaded {
  const failure = ({ path, message }: Fault) =>
    new UserError(`catalogue ${retrieved.label}: ${path === "" ? "" : `${path} `}${message}`, HINT_FORMATS);
  const parsed = parseJson(retrieved.text);
  if ("fault" in parsed) throw failure({ path: "", message: parsed.fault });
  if (isOwn(parsed.value)) return { catalogue: catalogueOf(parsed.value, failure), warnings: [], unsaid: [] };
  const foreign = readForeign(parsed.value);
  if (foreign === undefined) throw failure({ path: "", message: "is JSON, but no runtime catalogue" });
  if ("fault" in foreign) throw failure(foreign.fault);
  return adopt(foreign, retrieved, failure);
}

const HINT_FORMATS =
  "It must be a catalogue file (`lambda-inventory runtimes --format json` prints one), cfn-lint's " +
  "LmbdRuntimeLifecycle.json, or endoflife.date's aws-lambda JSON.";

function isOwn(data: unknown): boolean {
  return typeof data === "object" && data !== null && ("runtimes" in data || "asOf" in data);
}

function adopt(foreign: Foreign, retrieved: Retrieved, failure: (fault: Fault) => Error): Loaded {
  const known = new Set(builtinCatalogue().runtimes.map(({ id }) => id));
  if (!foreign.rows.some(({ id }) => known.has(id))) {
    throw failure({ path: "", message: `looks like data of ${foreign.source}, but names no Lambda runtime` });
  }
  const catalogue = catalogueOf(
    {
      asOf: foreign.asOf ?? retrieved.day,
      source: `${foreign.source} (${retrieved.label})`,
      runtimes: completeRows(foreign.rows),
    },
    failure,
  );
  return { catalogue, warnings: adoptionWarnings(foreign, retrieved, catalogue), unsaid: foreign.unsaid };
}

function adoptionWarnings(
  foreign: Foreign,
  { label, day, dayFrom }: Retrieved,
  catalogue: Catalogue,
): string[] {
  const warnings: string[] = [];
  if (foreign.asOf === undefined) {
    warnings.push(
      `catalogue ${label} has no date of its own: taken as of ${day}, ${dayFrom}; its data may be older`,
    );
  }
  if (foreign.unsaid.includes("blockCreateDate")) {
    warnings.push(
      `catalogue ${label} has no create-block dates: the status create-blocked cannot be told with it`,
    );
  }
  const undatable = foreign.rows.filter((row) => !isDatable(row)).map(({ id }) => id);
  if (undatable.length > 0) {
    warnings.push(
      `catalogue ${label} says that ${undatable.join(", ")} ended, but not when: taken as unknown`,
    );
  }
  const missing = missingIds(catalogue).filter((id) => !undatable.includes(id));
  if (missing.length > 0) warnings.push(`catalogue ${label} lacks ${missing.join(", ")}: taken as unknown`);
  return warnings;
}

/** Runtimes of functions that the built-in catalogue names and this one does not. */
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
      `the catalogue given is of ${asOf}, older than the built-in one of ${own}; the given one is used`,
    );
  }
  const age = daysBetween(asOf, today);
  if (age > STALE_DAYS) {
    warnings.push(
      `the runtime catalogue is of ${asOf}, ${age} days before ${today}: AWS may have moved dates since; ` +
        "update lambda-inventory, or give newer data with --catalogue FILE|URL",
    );
  }
  return warnings;
}
