/**
 * Tries the packed program as a new user would, on other versions of Node than the machine's own.
 *
 *     npm run node-versions -- [20.19 26 ...]      default: all of NODES
 *
 * `suite` among the arguments runs all tests on the newest of them too. Each Node is fetched once, from npm.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";

/** The oldest that `engines` allows, and each line since that gets fixes. */
const NODES = ["20.19", "22", "24", "26"];
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "lambda-inventory", "nodes");

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== "suite");
const nodes = (wanted.length > 0 ? wanted : NODES).flatMap((line) => fetchNode(line) ?? []);
const folder = mkdtempSync(join(tmpdir(), "lambda-inventory-pack-"));
const printed = execFileSync("npm", ["pack", "--pack-destination", folder], { encoding: "utf8" });
const TARBALL_UNDER_TEST = join(folder, printed.trim().split("\n").at(-1) ?? "");

let worst = 0;
for (const node of nodes) {
  announce(node, "the packed program");
  run(process.execPath, "test/package/new-user.test.ts", { TARBALL_UNDER_TEST, NODE_UNDER_TEST: node });
}
const newest = nodes.at(-1);
if (words.includes("suite") && newest !== undefined) {
  announce(newest, "all tests");
  const PATH = [dirname(newest), process.env.PATH].join(delimiter);
  worst = Math.max(
    worst,
    spawnSync(newest, ["--import", "tsx", "scripts/test.ts"], options({ PATH })).status ?? 1,
  );
}
process.exitCode = worst;

function run(node: string, file: string, env: Readonly<Record<string, string>>): void {
  worst = Math.max(worst, spawnSync(node, ["--import", "tsx", "--test", file], options(env)).status ?? 1);
}

function options(env: Readonly<Record<string, string>>) {
  return { stdio: "inherit", env: { ...process.env, ...env } } as const;
}

function announce(node: string, what: string): void {
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  process.stdout.write(`\n== Node ${version}: ${what}\n`);
}

/** The path of the newest Node of this line; undefined where it cannot be downloaded, which is reported but is not a failure. */
function fetchNode(line: string): string | undefined {
  const name = `node-${process.platform}-${process.arch}`;
  const home = join(CACHE, line);
  const node = join(home, "node_modules", name, "bin", "node");
  if (existsSync(node)) return node;
  mkdirSync(home, { recursive: true });
  const argv = [
    "install",
    "--prefix",
    home,
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    `${name}@${line}`,
  ];
  const { status } = spawnSync("npm", argv, { stdio: ["ignore", "ignore", "inherit"] });
  if (status === 0 && existsSync(node)) return node;
  process.stdout.write(`Node ${line} is left out: npm has no ${name}@${line} here\n`);
  return undefined;
}
