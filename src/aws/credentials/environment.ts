/** The SDK's credential providers read `process.env` and nothing else. */
import process from "node:process";
import type { Env } from "../profiles/paths.ts";

const HOME_NAMES = ["HOME", "USERPROFILE", "HOMEPATH", "HOMEDRIVE"];

/**
 * Lets the credential providers (and the commands that `credential_process` starts) see the environment that was
 * handed in. A no-op for the program itself, whose environment is that of the process; a run that was given
 * another one (the demo, a test) must not find the user's credentials.
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
