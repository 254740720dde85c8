/** The SDK's credential providers read `process.env` only. */
import process from "node:process";
import type { Env } from "../profiles/paths.ts";

const HOME_NAMES = ["HOME", "USERPROFILE", "HOMEPATH", "HOMEDRIVE"];

/**
 * Shows the credential providers, and the commands of `credential_process`, the environment that was passed in. The
 * program itself runs with that of the process, and nothing changes; the demo and tests pass another one, in which
 * the user's credentials must not be found.
 */
export function lendEnvironment(env: Env): void {
  if (env === process.env) return;
  const names = new Set([...Object.keys(process.env), ...Object.keys(env)].filter(isOurs));
  for (const name of names) {
    const value = env[name];
    if (value !== undefined) process.env[name] = value;
    else if (name.startsWith("AWS_")) delete process.env[name];
  }
}

function isOurs(name: string): boolean {
  return (name.startsWith("AWS_") && !name.startsWith("AWS_SDK_JS_")) || HOME_NAMES.includes(name);
}
