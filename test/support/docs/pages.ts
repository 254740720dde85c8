/** The documents, their fenced blocks and the commands in them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../../..");

/** Every Markdown page that we publish, relative to the root. */
export const PAGES: readonly string[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
].sort();

export interface Fence {
  /** `sh`, `console`, `yaml`, ... or empty. */
  readonly language: string;
  readonly lines: readonly string[];
  /** Of its first line, from 1. */
  readonly line: number;
  /** The text of the HTML comment right above it. */
  readonly note: string;
}

export function textOf(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

export function fencesOf(page: string): readonly Fence[] {
  const fences: Fence[] = [];
  const lines = textOf(page).split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, ticks, language = ""] = /^\s*(`{3,})(\S*)\s*$/.exec(lines[at] ?? "") ?? [];
    if (ticks === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && line.trim() === ticks);
    const [, note = ""] = /^<!-- (.*) -->$/.exec(lines[at - 1]?.trim() ?? "") ?? [];
    fences.push({ language, lines: lines.slice(at + 1, end), line: at + 2, note });
    at = end;
  }
  return fences;
}
