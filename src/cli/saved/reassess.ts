/**
 * How rows of a saved report are assessed again: not at all, with another window for `expiring`, or with a catalogue and a day of
 * this run. The owner and the waiver stay as saved unless the options replace them.
 */
import { factsById } from "../../compare/account-facts.ts";
import { asRead } from "../../compare/as-read.ts";
import type { SavedFrame } from "../../compare/report-builder.ts";
import { readAll } from "../../files/read-all.ts";
import type { FunctionRow } from "../../model/report.ts";
import type { TriageKeys } from "../../model/row.ts";
import type { CatalogueInfo, RuntimeStatus } from "../../model/runtime.ts";
import { assessedOn } from "../../report/deadlines.ts";
import { toRow } from "../../report/row.ts";
import { builtinCatalogue } from "../../runtimes/catalogue.ts";
import type { Loaded } from "../../runtimes/load.ts";
import { createTriage } from "../../triage/triage.ts";
import { Waivers } from "../../triage/waivers.ts";
import type { SavedOptions } from "../commands/report-options.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import type { WithProject } from "../options/project.ts";
import { LIFECYCLE_OPTIONS } from "../options/reading.ts";
import { type Criteria, criteriaOf, ownerTagsOf, readLifecycle } from "../scan/criteria.ts";
import { namesUnits, needsTags, type Rules, rulesOf } from "../scan/rules.ts";
import { type NamedRuntimes, namesRuntimes, unlistedRuntimes } from "../scan/unlisted-runtimes.ts";

export interface Reassessment {
  /** The lifecycle data that the rows are assessed with. */
  readonly catalogue: CatalogueInfo;
  /** Previews of a catalogue of this run that may be generally available by now. */
  readonly previews?: Criteria["previews"] | undefined;
  reassess(row: FunctionRow): FunctionRow;
  /** Whether the options look at tags of functions. */
  readonly usesTags: boolean;
  /** Whether an entry of the owners or waivers matches by organizational unit. */
  readonly usesUnits: boolean;
  /** Waivers without effect; to be read after the last row. */
  warnings(): readonly string[];
}

const DEFAULT_WITHIN = LIFECYCLE_OPTIONS.within.default;

/** What decides how saved rows are assessed. */
type ReassessOptions = WithProject &
  NamedRuntimes &
  Pick<SavedOptions, "asOf" | "catalogue" | "within" | "ownerTags" | "ownersFile" | "waiversFile"> &
  Partial<Pick<SavedOptions, "tagged">>;

/** What the files that the options name say. */
interface ReassessFiles {
  readonly rules: Rules;
  /** Undefined where the saved assessment counts. */
  readonly lifecycle: Loaded | undefined;
}

/** Throws a `UserError` for a catalogue, an owners file or a waivers file that cannot be read. */
export async function readReassessFiles(
  options: ReassessOptions,
  io: Io,
  messages: Messages,
): Promise<ReassessFiles> {
  const isNow = options.asOf !== undefined || options.catalogue !== undefined;
  const [rules, lifecycle] = await readAll(
    rulesOf(options, io.cwd),
    isNow ? readLifecycle(options, undefined, io, messages) : checkNames(options, messages),
  );
  return { rules, lifecycle };
}

/** Runtimes that the options name may be misspelt, whatever the report contains. */
async function checkNames(options: NamedRuntimes, messages: Messages): Promise<undefined> {
  if (!namesRuntimes(options)) return;
  for (const warning of unlistedRuntimes(options, builtinCatalogue())) messages.warn(warning);
}

export function reassessment(
  { accounts, catalogue }: Pick<SavedFrame, "accounts" | "catalogue">,
  { rules, lifecycle }: ReassessFiles,
  options: ReassessOptions,
  io: Io,
): Reassessment {
  const uses = {
    usesTags: options.ownerTags.length > 0 || options.tagged !== undefined || needsTags(rules),
    usesUnits: namesUnits(rules),
  };
  const way =
    lifecycle === undefined
      ? asOfSavedDay(catalogue, options, rules)
      : asOfThisRun(options, lifecycle, rules, io);
  if (way === undefined) return { ...uses, catalogue, reassess: (row) => row, warnings: () => [] };
  const { info, previews, triage, waivers, assessed } = way;
  const facts = factsById(accounts);
  const withFacts: Triage = (fn) => triage(fn, facts.get(fn.accountId));
  const again = triageAgain(withFacts, options, rules, assessedOn(info));
  return {
    ...uses,
    catalogue: info,
    previews,
    reassess: (row) => again(assessed(row), row),
    warnings: () => waivers.warnings(),
  };
}

/** What rows are assessed and triaged with. */
interface Way extends Pick<Criteria, "info" | "triage" | "waivers"> {
  readonly previews?: Criteria["previews"] | undefined;
  /** The row with new dates, before it is triaged. */
  readonly assessed: (row: FunctionRow) => FunctionRow;
}

/** With the saved dates; undefined where nothing changes. */
function asOfSavedDay(info: CatalogueInfo, options: ReassessOptions, rules: Rules): Way | undefined {
  const { within, ownerTags } = options;
  if (within === undefined && ownerTags.length === 0 && !rules.owners && !rules.waivers) return undefined;
  const today = assessedOn(info);
  const waivers = new Waivers(rules.waivers ?? [], today);
  const triage = createTriage({
    today,
    owners: rules.owners ?? [],
    ownerTags: ownerTagsOf(options),
    waivers,
  });
  return { info, triage, waivers, assessed: (row) => withWindow(row, within) };
}

/** With a catalogue and a day of this run. */
function asOfThisRun(options: ReassessOptions, lifecycle: Loaded, rules: Rules, io: Io): Way {
  const request = { ...options, within: options.within ?? DEFAULT_WITHIN };
  const criteria = criteriaOf(request, lifecycle, rules, io);
  return {
    ...criteria,
    assessed: (row) => Object.assign({}, row, toRow(row, asRead(row), criteria.assess), { kind: row.kind }),
  };
}

type Triage = (fn: Parameters<Criteria["triage"]>[0]) => TriageKeys;

/** The same dates, with another window: only `supported` and `expiring` depend on it. */
function withWindow(row: FunctionRow, within: number | undefined): FunctionRow {
  const { runtimeStatus, daysLeft } = row;
  if (within === undefined || (runtimeStatus !== "supported" && runtimeStatus !== "expiring")) return row;
  const status: RuntimeStatus = daysLeft !== null && daysLeft <= within ? "expiring" : "supported";
  return { ...row, runtimeStatus: status };
}

/** What to do follows from the new assessment; owner and waiver are the saved ones unless the options replace them. */
function triageAgain(
  triage: Triage,
  { ownerTags }: ReassessOptions,
  { owners, waivers }: Rules,
  today: string,
): (assessed: FunctionRow, saved: FunctionRow) => FunctionRow {
  const replacesOwner = (owner: string | null, saved: FunctionRow): boolean =>
    ownerTags.length > 0 || (owners !== undefined && (owner !== null || !isOfAccount(saved)));
  return (assessed, saved) => {
    const fresh = triage(assessed);
    const row: Record<string, unknown> = {};
    copy(assessed, row, (key) => !AGAIN.has(key));
    copy(fresh, row, (key) => !OWNERSHIP.has(key) && !WAIVER.has(key));
    copy(replacesOwner(fresh.owner, saved) ? fresh : saved, row, (key) => OWNERSHIP.has(key));
    copy(waivers ? fresh : inForce(saved, today), row, (key) => WAIVER.has(key));
    return row as unknown as FunctionRow;
  };
}

const OWNERSHIP: ReadonlySet<string> = new Set(["owner", "ownerSource", "contact", "repository"]);
const WAIVER: ReadonlySet<string> = new Set(["waivedUntil", "waiverReason"]);
/** What a new triage replaces, or leaves out. */
const AGAIN: ReadonlySet<string> = new Set(["remedy", ...OWNERSHIP, ...WAIVER]);

/** Whether the owner comes from the account: a report without account tags and e-mail addresses cannot find it again. */
function isOfAccount({ ownerSource }: FunctionRow): boolean {
  return ownerSource?.startsWith("account-") ?? false;
}

function inForce(saved: FunctionRow, today: string): Partial<FunctionRow> {
  return saved.waivedUntil !== undefined && saved.waivedUntil >= today ? saved : {};
}

/** Copies what has these keys and a value. For rows by the million: a copy from which keys are deleted takes ten times as long. */
function copy(from: object, to: Record<string, unknown>, has: (key: string) => boolean): void {
  const values = from as Record<string, unknown>;
  for (const key in values) if (values[key] !== undefined && has(key)) to[key] = values[key];
}
