/**
 * How rows of a saved report are assessed again: not at all, with another window for `expiring`, or with a catalogue and a day of
 * this run. The owner and the waiver stay as saved unless the options replace them.
 */
import { asRead } from "../compare/resume.ts";
import type { FunctionRow, Report } from "../model/report.ts";
import type { CatalogueInfo, RuntimeStatus } from "../model/runtime.ts";
import { assessedOn } from "../report/deadlines.ts";
import { toRow } from "../report/row.ts";
import { createTriage } from "../triage/triage.ts";
import { Waivers } from "../triage/waivers.ts";
import type { SavedOptions } from "./commands/report-options.ts";
import type { Io } from "./io.ts";
import type { Messages } from "./messages.ts";
import { LIFECYCLE_OPTIONS } from "./options/reading.ts";
import { type Criteria, loadCriteria } from "./scan/criteria.ts";

export interface Reassessment {
  /** The lifecycle data that the rows are assessed with. */
  readonly catalogue: CatalogueInfo;
  /** Previews of a catalogue of this run that may be generally available by now. */
  readonly previews?: Criteria["previews"];
  reassess(row: FunctionRow): FunctionRow;
}

const DEFAULT_WITHIN = LIFECYCLE_OPTIONS.within.default;

/** Throws a `UserError` for a catalogue that cannot be read. */
export async function reassessment(
  report: Report,
  options: SavedOptions,
  io: Io,
  messages: Messages,
): Promise<Reassessment> {
  const { asOf, catalogue, within, ownerTags } = options;
  const replacesOwners = ownerTags.length > 0;
  if (asOf === undefined && catalogue === undefined) {
    if (within === undefined && !replacesOwners)
      return { catalogue: report.catalogue, reassess: (row) => row };
    const triage = triageOf(assessedOn(report.catalogue), ownerTags);
    const reassess = (row: FunctionRow) => triaged(withWindow(row, within), row, triage, replacesOwners);
    return { catalogue: report.catalogue, reassess };
  }
  const request = { ...options, within: within ?? DEFAULT_WITHIN };
  const { assess, triage, info, previews } = await loadCriteria(request, undefined, io, messages);
  const today = assessedOn(info);
  return {
    catalogue: info,
    previews,
    reassess(row) {
      const fresh = { ...toRow(row, asRead(row), assess), kind: row.kind };
      return triaged({ ...row, ...fresh }, row, triage, replacesOwners, today);
    },
  };
}

type Triage = ReturnType<typeof createTriage>;

function triageOf(today: string, ownerTags: readonly string[]): Triage {
  return createTriage({ today, owners: [], ownerTags, waivers: new Waivers([], today) });
}

/** The same dates, with another window: only `supported` and `expiring` depend on it. */
function withWindow(row: FunctionRow, within: number | undefined): FunctionRow {
  const { runtimeStatus, daysLeft } = row;
  if (within === undefined || (runtimeStatus !== "supported" && runtimeStatus !== "expiring")) return row;
  const status: RuntimeStatus = daysLeft !== null && daysLeft <= within ? "expiring" : "supported";
  return { ...row, runtimeStatus: status };
}

/** What to do follows from the new assessment; owner and waiver are the saved ones. */
function triaged(
  assessed: FunctionRow,
  saved: FunctionRow,
  triage: Triage,
  replacesOwners: boolean,
  today?: string,
): FunctionRow {
  const { waivedUntil, waiverReason, remedy: _, ...rest } = assessed;
  const fresh = triage(rest, undefined);
  const { owner, ownerSource, contact, repository } = replacesOwners ? fresh : saved;
  const isWaived = waivedUntil !== undefined && (today === undefined || waivedUntil >= today);
  return {
    ...rest,
    ...fresh,
    owner,
    ownerSource,
    ...(contact !== undefined && { contact }),
    ...(repository !== undefined && { repository }),
    ...(isWaived && { waivedUntil, ...(waiverReason !== undefined && { waiverReason }) }),
  };
}
