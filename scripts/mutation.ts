/**
 * Mutation testing: changes the source in small ways, one at a time, and sees whether a test notices.
 *
 *     npm run mutation -- [PATH...]      default: src/scan src/runtimes src/report
 *
 * A path is a room or a file of it. The tests of the room (`test/<room>/`) are run; the report of the last path is
 * reports/mutation/. Stryker is fetched when it is asked for: it brings more packages than everything else here
 * together. Version 10 needs Node 22. On Node 24 or newer it takes half the time.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const VERSION = "9.6.1";
const ROOMS = ["src/scan", "src/runtimes", "src/report"];
/** Need a browser or an office, or hours. */
const LEFT_OUT = /\/(page|html|spreadsheets|time-zones|cross-check)(-\w+)*\.test\.ts$/;

const words = process.argv.slice(2);
let worst = 0;
for (const path of words.length > 0 ? words : ROOMS) {
  const room = path.split("/")[1] ?? "";
  const mutate = path.endsWith(".ts") ? path : `${path}/**/*.ts,!${path}/html/**`;
  const tests = readdirSync(join("test", room), { recursive: true, encoding: "utf8" })
    .map((file) => join("test", room, file))
    .filter((file) => file.endsWith(".test.ts") && !LEFT_OUT.test(file));
  worst = Math.max(worst, stryker(["--mutate", mutate, "--testFiles", tests.join(",")]));
}
process.exitCode = worst;

function stryker(argv: readonly string[]): number {
  const packages = ["core", "tap-runner"].flatMap((name) => ["-p", `@stryker-mutator/${name}@${VERSION}`]);
  const all = ["--yes", ...packages, "--", "stryker", "run", ...argv];
  return spawnSync("npx", all, { stdio: "inherit" }).status ?? 1;
}
