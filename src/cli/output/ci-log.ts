/**
 * What a CI system would run when it reads it in a log. Runners take lines such as `::set-output name=x::1`, and
 * `##[...]`, `##vso[...]` or `##teamcity[...]` anywhere in a line, for commands; a function's description may hold one.
 * In text for a log they are broken up. JSON needs no change: its writers escape them (report/json-text.ts).
 */
import { fstatSync } from "node:fs";
import type { Io } from "../io.ts";

/** Set by GitHub Actions, Azure Pipelines, TeamCity; `CI` by nearly all others. */
const VARIABLES = ["CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"] as const;

/** Whether the program runs in a CI system. */
export function isCi(env: Io["env"]): boolean {
  return VARIABLES.some((name) => !/^(|0|false)$/i.test(env[name] ?? ""));
}

/** The text, with commands of CI systems broken up. */
export function withoutLogCommands(text: string): string {
  return text.replace(/##(?=[\w-]*\[)/g, "# #").replace(/^([^\S\n]*)::/gm, "$1: :");
}

/** What has to be done to text that goes to this stream: nothing outside CI, or when it goes to a file. */
export function logFilter(env: Io["env"], stream: object): (text: string) => string {
  return isCi(env) && !isFile(stream) ? withoutLogCommands : (text) => text;
}

/** Whether a standard stream was redirected to a file, which is data and not a log. */
function isFile(stream: object): boolean {
  if (!("fd" in stream) || typeof stream.fd !== "number") return false;
  try {
    return fstatSync(stream.fd).isFile();
  } catch {
    return false;
  }
}
