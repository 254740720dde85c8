import { MOST_LISTED, UserError } from "../model/failure.ts";
import type { Mismatch } from "./shape.ts";

/** Collects what is wrong with a report, so that one run reports all of it. What nobody would read is not kept. */
export class ReportMistakes {
  readonly #path: string;
  readonly #found: string[] = [];
  /** A column is missing. One message is enough, since every row lacks it. */
  #lacking: UserError | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether rows need not be kept any more, since the report will be rejected. */
  get any(): boolean {
    return this.#lacking !== undefined || this.#found.length > 0;
  }

  /** Whether looking for others is useless. */
  get isFull(): boolean {
    return this.#lacking !== undefined || this.#found.length > MOST_LISTED;
  }

  add(problem: string): void {
    if (!this.isFull) this.#found.push(problem);
  }

  /** @param place `functions[0]` */
  addRow(place: string, mismatches: readonly Mismatch[], line: number): void {
    for (const { path, problem, missing } of mismatches) {
      if (missing && place.startsWith("functions") && !this.any) {
        this.#lacking = new UserError(
          `${this.#path}: ${place} (line ${line}) has no ${path.slice(1)}`,
          "Reports created with --columns cannot be read again; create one without it.",
        );
      }
      this.add(`${place}${path} ${problem} (line ${line})`);
    }
  }

  throwIfAny(): void {
    if (this.#lacking) throw this.#lacking;
    const [first, ...others] = this.#found;
    if (first === undefined) return;
    if (others.length === 0) throw this.one(first);
    const many = this.isFull ? `more than ${MOST_LISTED}` : this.#found.length;
    throw this.one([`it has ${many} mistakes`, ...this.#found.slice(0, MOST_LISTED)].join("\n  "));
  }

  /** The error for a single mistake. */
  one(problem: string): UserError {
    return new UserError(
      `${this.#path} is not a valid lambda-inventory report: ${problem}`,
      "Use a report created with --format json, unchanged.",
    );
  }
}
