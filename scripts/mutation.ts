/**
 * Mutation testing: changes the source in small ways, one at a time, and sees whether a test notices.
 *
 *     npm run mutation -- [PATH...]      default: all of ROOMS
 *
 * A path is a room or a file of it. The tests of the room are run; the report of the last path is reports/mutation/. Stryker is
 * fetched when it is needed: it brings more packages than everything else here
 * together. Version 10 needs Node 22. On Node 24 or newer it takes half the time.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const VERSION = "9.6.1";
/** Each room, and where its tests are: begins of their paths. The first room that contains a path counts. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  "src/scan": ["test/scan/"],
  "src/runtimes": ["test/runtimes/"],
  "src/triage": ["test/triage/"],
  "src/campaign": ["test/campaign/", "test/cli/plan", "test/cli/trend"],
  "src/compare": ["test/compare/"],
  "src/aws/aggregator": [
    "test/aws/aggregator",
    "test/cli/aggregator",
    "test/cli/check-aggregator",
    "test/compare/aggregator",
  ],
  "src/cli/output": ["test/cli/output", "test/cli/split", "test/cli/ci-log", "test/cli/page-since"],
  "src/cli/options": [
    "test/cli/options",
    "test/cli/runtime-names",
    "test/cli/mistakes",
    "test/cli/project-file",
  ],
  "src/report/html": ["test/report/html", "test/report/overview"],
  "src/report": ["test/report/"],
};
/** Need a browser or an office, or hours. */
const LEFT_OUT = /\/(page(?!-since)|html|spreadsheets|time-zones|cross-check)(-\w+)*\.test\.ts$/;

const words = process.argv.slice(2);
let worst = 0;
for (const path of words.length > 0 ? words : Object.keys(ROOMS)) {
  const mutate = path.endsWith(".ts") ? path : `${path}/**/*.ts,!${path}/html/**,!**/client/**`;
  const starts = Object.entries(ROOMS).find(([room]) => path.startsWith(room))?.[1] ?? [
    `test/${path.split("/")[1]}/`,
  ];
  const tests = readdirSync("test", { recursive: true, encoding: "utf8" })
    .map((file) => join("test", file))
    .filter((file) => file.endsWith(".test.ts") && !LEFT_OUT.test(file))
    .filter((file) => starts.some((start) => file.startsWith(start)));
  worst = Math.max(worst, stryker(["--mutate", mutate, "--testFiles", tests.join(",")]));
}
process.exitCode = worst;

function stryker(argv: readonly string[]): number {
  const packages = ["core", "tap-runner"].flatMap((name) => ["-p", `@stryker-mutator/${name}@${VERSION}`]);
  const all = ["--yes", ...packages, "--", "stryker", "run", ...argv];
  return spawnSync("npx", all, { stdio: "inherit" }).status ?? 1;
}
