/** Parses command lines. */
import assert from "node:assert/strict";
import type { ListOptions } from "../../../src/cli/commands/list-options.ts";
import type { Call } from "../../../src/cli/options/parse.ts";
import { parseArguments } from "../../../src/cli/options.ts";
import type { Patterns } from "../../../src/model/patterns.ts";

export async function parse(line: string, env: Record<string, string> = {}): Promise<Call> {
  const words = line.split(" ").filter((word) => word !== "");
  const invocation = await parseArguments(words, { env, cwd: import.meta.dirname });
  return "text" in invocation ? assert.fail(`${line} was answered with a text`) : invocation;
}

export async function scan(line: string, env: Record<string, string> = {}): Promise<ListOptions> {
  const invocation = await parse(line, env);
  assert.ok(invocation.command === "list" || invocation.command === "demo");
  return invocation.options;
}

/** Compiled patterns compare by what they were compiled from. */
export function source(patterns: Patterns | undefined): readonly string[] | undefined {
  return patterns?.source;
}
