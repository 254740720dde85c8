import type { CoverageRow } from "../model/coverage.ts";
import { UserError } from "../model/failure.ts";
import { type FunctionRow, type Report, type ReportAccount, SCHEMA_VERSION } from "../model/report.ts";
import { judgedOn } from "../report/deadlines.ts";
import { completeRows, type SavedRow } from "./older-rows.ts";
import { coverageRow, type Frame, frame, functionRow, reportAccount } from "./report-shape.ts";
import type { Fault, Shape } from "./shape.ts";
import { Sharing } from "./sharing.ts";
import { BadJson, type Slice } from "./slice.ts";

const ROWS = {
  functions: functionRow,
  coverage: coverageRow,
  accounts: reportAccount,
} as const satisfies Partial<Record<keyof Report, Shape>>;

/** Builds a report out of its pieces, in whatever order they come. */
export class Gathering {
  readonly functions: SavedRow[] = [];
  readonly #coverage: CoverageRow[] = [];
  readonly #accounts: ReportAccount[] = [];
  readonly #sharing = new Sharing();
  readonly #path: string;
  readonly #members = new Map<string, unknown>();
  /** The first thing wrong with a row; said last, since a report of another version may well look otherwise. */
  #fault: UserError | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  take({ key, at, text, line }: Slice): void {
    if (at === "list") this.#members.set(key, "a list");
    else if (at === "member") this.#members.set(key, parse(text, key, line));
    else if (isRows(key)) this.#row(key, at, parse(text, `${key}[${at}]`, line), line);
  }

  /** @throws UserError when it is no report, or not one that this version reads. */
  report(): Report {
    this.#checkVersion();
    if (this.#fault) throw this.#fault;
    for (const key of ["functions", "coverage", "accounts"] as const) {
      if (this.#members.get(key) !== "a list") throw this.#bad(`it has no list of ${key}`);
    }
    const { tool, startedAt, finishedAt, catalogue, shard, summary } = this.#frame();
    return {
      schemaVersion: SCHEMA_VERSION,
      tool,
      startedAt,
      catalogue,
      ...(shard && { shard }),
      functions: completeRows(this.functions, judgedOn(catalogue)),
      finishedAt,
      coverage: this.#coverage,
      accounts: this.#accounts,
      summary,
    };
  }

  /** What a file that failed to be a report looks like, when that is plain. */
  otherThanReport(): UserError | undefined {
    if (this.#members.has("schemaVersion") || !this.#members.has("functionName")) return undefined;
    return new UserError(
      `${this.#path} is NDJSON, not a JSON report`,
      "Give a report that was made with --format json; NDJSON has no record of what was not read.",
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
    throw this.otherThanReport() ?? this.#bad("it has no schemaVersion that is known");
  }

  #row(key: keyof typeof ROWS, at: number, value: unknown, line: number): void {
    const fault = ROWS[key](value);
    if (fault) this.#fault ??= this.#faultIn(`${key}[${at}]`, fault, line);
    if (this.#fault) return;
    // Checked against its shape just now.
    if (key === "functions") this.functions.push(this.#sharing.share(value as FunctionRow));
    else if (key === "coverage") this.#coverage.push(value as CoverageRow);
    else this.#accounts.push(value as ReportAccount);
  }

  #frame(): Frame {
    const value = Object.fromEntries(this.#members);
    if (typeof value.functionsLeftOut === "number" && value.functionsLeftOut > 0) {
      throw new UserError(
        `${this.#path} was made with --limit and lacks ${value.functionsLeftOut} functions`,
        "Create a report without --limit.",
      );
    }
    const fault = frame(value);
    if (fault) throw this.#bad(`${fault.path.slice(1)} ${fault.problem}`);
    return value as unknown as Frame;
  }

  #faultIn(place: string, { path, problem, missing }: Fault, line: number): UserError {
    if (missing && place.startsWith("functions")) {
      return new UserError(
        `${this.#path}: ${place} (line ${line}) has no ${path.slice(1)}`,
        "A report made with --columns lacks what diff, merge and --resume need; make it again without.",
      );
    }
    return this.#bad(`${place}${path} ${problem} (line ${line})`);
  }

  #bad(problem: string): UserError {
    return new UserError(
      `${this.#path} is not a report of lambda-inventory: ${problem}`,
      "Give a report that was made with --format json, as it was written.",
    );
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
