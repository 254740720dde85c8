/** The built program as users run it: a child process. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Ended } from "./program.ts";

export const MAIN = join(import.meta.dirname, "../../../dist/main.js");

export type Environment = Readonly<Record<string, string | undefined>>;

/** Asynchronous, since the simulator runs in this process. */
export async function execute(file: string, argv: readonly string[], env: Environment): Promise<Ended> {
  const child = spawn(file, argv, { env: env as NodeJS.ProcessEnv });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}
