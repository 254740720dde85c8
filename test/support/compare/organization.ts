/** The whole program in its own directory, against one simulated organization. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { estate, type Simulator, startSimulator } from "../../../simulator/index.ts";
import { cleanEnv, program } from "../cli/program.ts";
import { temporaryDirectory } from "../temporary.ts";

export const cwd = temporaryDirectory("compare");
export let simulator: Simulator;
export let env: Record<string, string | undefined>;

before(async () => {
  const functions = (...names: string[]) => ({
    "eu-west-1": names,
    "us-east-1": [`edge-${names.length} python3.8`, "image image"],
  });
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        { name: "hub", functions: functions("orders nodejs22.x") },
        { name: "shop", functions: functions("cart nodejs20.x", "pay python3.13") },
        { name: "labs", functions: functions("a ruby3.2", "b go1.x", "c java21") },
        { name: "closed", state: "SUSPENDED" },
        { name: "no role", roles: [], functions: functions("hidden nodejs8.10") },
      ],
    }),
  });
  env = cleanEnv(simulator.env());
});
after(() => simulator.close());

export const run = (...argv: string[]) => program(argv, { env, cwd });
export const earlier = (...argv: string[]) =>
  program(argv, { env, cwd, now: new Date("2026-11-21T08:00:00Z") });
export const read = (name: string) => readFileSync(join(cwd, name), "utf8");

/** Removes what differs between any two runs. */
export function withoutTimes(text: string): string {
  return text
    .replace(/"durationMs":\d+/g, '"durationMs":0')
    .replace(/"(started|finished)At": "[^"]+"/g, '"$1At": ""');
}
