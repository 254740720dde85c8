/** What limits the comparison of reports: different scopes, filters, versions. Snapshots enter, sentences leave. Pure. */
import { byCodePoint } from "../model/order.ts";
import { counted, firstTexts } from "../model/words.ts";
import type { Snapshot } from "./snapshot.ts";

type Side = Pick<Snapshot, "path" | "scope">;

/** Up to this many names are listed. */
const FEW = 5;
const MOST_NOTES = 10;

export class ScopeNotes {
  readonly #different: string[] = [];
  readonly #filtered: string[] = [];
  readonly #versions: string[] = [];
  #before: Side | undefined;
  #reports = 0;

  add({ path, scope }: Snapshot): void {
    const { filtered, versions } = scope;
    const before = this.#before;
    const side = { path, scope };
    if (before) {
      const parts = [...difference("account", before, side), ...difference("region", before, side)];
      if (parts.length > 0)
        this.#different.push(`${before.path} and ${path} have different scopes: ${parts.join("; ")}.`);
    }
    this.#before = side;
    this.#reports++;
    if (filtered) this.#filtered.push(path);
    if (versions === "all") this.#versions.push(path);
  }

  finish(): readonly string[] {
    const rest = (left: number) => `${counted(left, "more pair")} of reports have different scopes.`;
    return [
      ...firstTexts(this.#different, MOST_NOTES, (text) => text, rest),
      ...this.#about(this.#filtered, "created with a filter, so not all functions are listed"),
      ...this.#about(
        this.#versions,
        "created with --versions all, so the counts by status include published versions",
      ),
    ];
  }

  #about(paths: readonly string[], what: string): string[] {
    if (paths.length === 0) return [];
    const which = paths.length === this.#reports ? "All reports" : names("report", paths);
    return [`${which}: ${what}.`];
  }
}

function difference(noun: "account" | "region", before: Side, now: Side): string[] {
  const only = (side: Side, other: Side) => {
    const [own, others] = [side.scope[`${noun}s`], other.scope[`${noun}s`]];
    const missing = [...own].filter((name) => !others.has(name)).sort(byCodePoint);
    return missing.length === 0 ? [] : [`only in ${side.path}: ${names(noun, missing)}`];
  };
  return [...only(before, now), ...only(now, before)];
}

function names(noun: string, all: readonly string[]): string {
  if (all.length > FEW) return counted(all.length, noun);
  return `${noun}${all.length === 1 ? "" : "s"} ${all.join(", ")}`;
}
