import type { CoverageRow } from "../model/coverage.ts";
import { UserError } from "../model/failure.ts";
import { quoted } from "../model/quoted.ts";
import { type FunctionRow, type Report, type ReportAccount, SCHEMA_VERSION } from "../model/report.ts";
import type { SavedRow } from "../model/row.ts";
import { assessedOn } from "../report/deadlines.ts";
import { defaultOrder } from "../report/default-order.ts";
import { SeenExtras } from "./extras.ts";
import { Interner } from "./interning.ts";
import { duplicateKey, keyCount } from "./json-duplicates.ts";
import { BadJson, type Slice } from "./json-syntax.ts";
import { rowCompleter } from "./older-rows.ts";
import { ReportMistakes } from "./report-mistakes.ts";
import { coverageRow, type Frame, frame, functionRow, reportAccount } from "./report-shape.ts";
import type { Shape } from "./shape.ts";
import { VersionOrder } from "./version-order.ts";

const ROWS = {
  functions: functionRow,
  coverage: coverageRow,
  accounts: reportAccount,
} as const satisfies Partial<Record<keyof Report, Shape>>;

/** No report has as many top-level members; it bounds what another kind of file can take. */
const MOST_MEMBERS = 1_000;

/** A report without its rows. */
export type SavedFrame = Omit<Report, "functions">;

/** A key of each other JSON that this program writes with a schema version, and the command that does. */
const OTHER_OUTPUTS = [
  ["items", "plan"],
  ["movedDates", "diff"],
  ["pace", "trend"],
] as const;

/** A file that another command of this program wrote. */
export class OtherOutput extends UserError {
  readonly is: string;

  constructor({ message, hint }: UserError, command: string) {
    const is = `it is the output of \`lambda-inventory ${command}\``;
    super(`${message}; ${is}`, hint);
    this.is = is;
  }
}

/** Builds a report out of its pieces, in whatever order they come, and checks each of them. */
export class ReportBuilder {
  /** How many rows have come so far. */
  count = 0;
  readonly order = new VersionOrder();
  readonly #functions: SavedRow[] = [];
  readonly #keeps: (row: SavedRow) => boolean;
  /** The extra columns in which some row has a value. */
  readonly extras = new SeenExtras();
  readonly #coverage: CoverageRow[] = [];
  readonly #accounts: ReportAccount[] = [];
  readonly #interner = new Interner();
  readonly #path: string;
  readonly #members = new Map<string, unknown>();
  /** Reported last, since the rows of another schema version can differ. */
  readonly #mistakes: ReportMistakes;

  /** @param keeps called with each row that has been checked; false: it is counted only */
  constructor(path: string, keeps: (row: SavedRow) => boolean = () => true) {
    this.#path = path;
    this.#mistakes = new ReportMistakes(path);
    this.#keeps = keeps;
  }

  take(slice: Slice): void {
    const { key, at, line } = slice;
    if (typeof at === "number") {
      if (isRows(key)) this.#row(key, at, this.#parse(slice, `${key}[${at}]`), line);
      else this.#parse(slice, `${quoted(key)}[${at}]`);
      return;
    }
    if (this.#members.has(key)) throw this.#bad(`duplicate key ${quoted(key)} (line ${line})`);
    if (this.#members.size === MOST_MEMBERS) throw this.#bad("too many keys");
    this.#members.set(key, at === "list" ? "a list" : this.#parse(slice, key));
  }

  /** @throws UserError when it is not a report, or not one that this version reads. */
  report(): Report {
    const frame = this.frame();
    const complete = rowCompleter(frame.accounts, assessedOn(frame.catalogue));
    const functions = this.#functions.map(complete);
    return { ...frame, functions: this.order.isScattered ? functions.sort(defaultOrder) : functions };
  }

  /** @throws UserError as `report` does. */
  frame(): SavedFrame {
    this.#checkVersion();
    for (const key of ["functions", "coverage", "accounts"] as const) {
      if (this.#members.get(key) === "a list") continue;
      const [, command] = OTHER_OUTPUTS.find(([other]) => this.#members.has(other)) ?? [];
      const problem = `the list ${quoted(key)} is missing`;
      if (command !== undefined) throw new OtherOutput(this.#bad(problem), command);
      this.#mistakes.add(problem);
    }
    const { tool, startedAt, finishedAt, catalogue, shard, summary } = this.#checkedFrame();
    return {
      schemaVersion: SCHEMA_VERSION,
      tool,
      startedAt,
      catalogue,
      ...(shard && { shard }),
      finishedAt,
      coverage: this.#coverage,
      accounts: this.#accounts,
      summary,
    };
  }

  /** What a file that is not a report looks like, when that is clear. */
  otherThanReport(): UserError | undefined {
    if (this.#members.has("schemaVersion") || !this.#members.has("functionName")) return undefined;
    return new UserError(
      `${this.#path} is NDJSON, not a JSON report`,
      "Use a report created with --format json; NDJSON does not record what was not read.",
    );
  }

  #checkVersion(): void {
    const version = this.#members.get("schemaVersion");
    if (version === SCHEMA_VERSION) return;
    if (typeof version === "number" && version > SCHEMA_VERSION) {
      throw new UserError(
        `${this.#path} has schemaVersion ${version}; this version of lambda-inventory reads ${SCHEMA_VERSION}`,
        "Upgrade lambda-inventory to the version that wrote it, or a later one.",
      );
    }
    throw this.otherThanReport() ?? this.#bad("missing or unsupported schemaVersion");
  }

  #row(key: keyof typeof ROWS, at: number, value: unknown, line: number): void {
    if (this.#mistakes.isFull) return;
    const mismatches = ROWS[key](value);
    if (mismatches) this.#mistakes.addRow(`${key}[${at}]`, mismatches, line);
    else if (this.#mistakes.any) return;
    // Checked against its shape just now.
    else if (key === "functions") this.#function(value as FunctionRow);
    else if (key === "coverage") this.#coverage.push(value as CoverageRow);
    else this.#accounts.push(value as ReportAccount);
  }

  #function(row: FunctionRow): void {
    this.count++;
    this.extras.add(row);
    this.order.add(row);
    if (this.#keeps(row)) this.#functions.push(this.#interner.intern(row));
  }

  #checkedFrame(): Frame {
    const value = Object.fromEntries(this.#members);
    if (typeof value.functionsLeftOut === "number" && value.functionsLeftOut > 0) {
      throw new UserError(
        `${this.#path} was created with --limit and lacks ${value.functionsLeftOut} functions`,
        "Create a report without --limit.",
      );
    }
    for (const { path, problem } of frame(value) ?? []) this.#mistakes.add(`${path.slice(1)} ${problem}`);
    this.#mistakes.throwIfAny();
    return value as unknown as Frame;
  }

  #parse({ text, keys, line }: Slice, place: string): unknown {
    const value = parse(text, place, line);
    if (keyCount(value) === keys) return value;
    const key = duplicateKey(text) ?? "";
    throw this.#bad(`${place} has the duplicate key ${quoted(key)} (line ${line})`);
  }

  #bad(problem: string): UserError {
    return this.#mistakes.one(problem);
  }
}

function isRows(key: string): key is keyof typeof ROWS {
  return Object.hasOwn(ROWS, key);
}

function parse(text: string, place: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadJson(`${place} is not JSON`, line);
  }
}
