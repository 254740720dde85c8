/** What the options make of a command line. */
import assert from "node:assert/strict";
import { type Invocation, parseArguments, type ScanOptions } from "../../../src/cli/options.ts";
import type { Patterns } from "../../../src/model/patterns.ts";

export async function parse(line: string, env: Record<string, string> = {}): Promise<Invocation> {
  return parseArguments(
    line.split(" ").filter((word) => word !== ""),
    { env, cwd: import.meta.dirname },
  );
}

export async function scan(line: string, env: Record<string, string> = {}): Promise<ScanOptions> {
  const invocation = await parse(line, env);
  assert.ok(invocation.command === "list" || invocation.command === "demo");
  return invocation.options;
}

/** Compiled patterns compare by what they were compiled from. */
export function source(patterns: Patterns | undefined): readonly string[] | undefined {
  return patterns?.source;
}
