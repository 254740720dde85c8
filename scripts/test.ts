/** Runs the tests: every `*.test.ts` under test/, or those whose path contains one of the arguments. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import process from "node:process";

const wanted = process.argv.slice(2);
const files = readdirSync("test", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => join("test", name))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();

// By itself the runner leaves one core idle; most tests wait for servers and child processes.
const argv = ["--import", "tsx", "--test", `--test-concurrency=${availableParallelism()}`, ...files];
const { status } = spawnSync(process.execPath, argv, { stdio: "inherit" });
process.exitCode = status ?? 1;
