/**
 * Runs the tests: every `*.test.ts` under test/, or those whose path contains one of the arguments.
 *
 * The files of a folder share a process or a few: to start one and load the AWS SDK takes longer than most tests. Whatever they
 * leave in the temporary folder is removed at the end.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { bundleTests } from "./bundle-tests.ts";

/** The folders that take longest are begun first, so that nothing long is left for the end. */
const LONGEST = [
  ...["cli", "report", "recipes", "simulator", "scan", "aws", "package", "fuzz"],
  ...["container", "emulator", "docs", "bench", "compare", "config", "deploy"],
];

/** In seconds: a test or a process that takes longer has failed. A server that a failing test left open would hold it for ever. */
const LIMIT = Number(process.env.TEST_LIMIT ?? 900);
/** A folder with more files than this gets several processes, so that none runs long after the others have ended. */
const MOST_FILES = 30;

/** Loaded before the tests of each process. */
const SETUP = ["test/support/seed.ts"].filter((file) => existsSync(file));

/** For the coverage of the sources, they run as they are. */
const COVERAGE = process.env.NODE_V8_COVERAGE !== undefined;
const LOADER = COVERAGE ? ["--import", "tsx"] : ["--enable-source-maps"];

const wanted = process.argv.slice(2);
const TMPDIR = mkdtempSync(join(tmpdir(), "lambda-inventory-tests-"));
try {
  keepTranslated();
  const rooms = readdirSync("test");
  const [long, others] = [
    LONGEST.filter((room) => rooms.includes(room)),
    rooms.filter((room) => !LONGEST.includes(room)),
  ];
  const groups = new Map([...long, ...others].flatMap((room, place) => group(place, room, filesOf(room))));
  if (groups.size === 0) throw new Error(`no test file's path contains ${wanted.join(" or ")}`);
  const files = await written(groups);
  // Most tests wait for servers and child processes: two processes more than there are cores use the waits.
  const concurrency = `--test-concurrency=${availableParallelism() + 2}`;
  const argv = [...LOADER, "--test", concurrency, `--test-timeout=${LIMIT * 1000}`, ...files];
  const env = { ...process.env, TMPDIR };
  process.exitCode = spawnSync(process.execPath, argv, { stdio: "inherit", env }).status ?? 1;
} finally {
  rmSync(TMPDIR, { recursive: true, force: true });
}

/** tsx keeps what it has translated in the temporary folder. Here that outlasts the run, so the next one has less to do. */
function keepTranslated(): void {
  const kept = resolve("node_modules/.cache/tsx");
  mkdirSync(kept, { recursive: true });
  symlinkSync(kept, join(TMPDIR, `tsx-${process.geteuid?.() ?? userInfo().username}`), "junction");
}

function filesOf(room: string): readonly string[] {
  return readdirSync(join("test", room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join("test", room, name))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .sort();
}

/** Files that load these between them: dealt in turn, since neighbours often take equally long. Node.js begins them by name. */
function group(
  place: number,
  room: string,
  files: readonly string[],
): readonly [name: string, text: string][] {
  const count = Math.ceil(files.length / MOST_FILES);
  return Array.from({ length: count }, (_, part) => {
    const name = `${String(place).padStart(2, "0")}-${room}-${part + 1}.test.mjs`;
    const dealt = files.filter((_, index) => index % count === part);
    const lines = [...SETUP, ...dealt].map((file) => `import ${JSON.stringify(resolve(file))};\n`);
    return [name, guard(name) + lines.join("")];
  });
}

/** The paths of the files. */
async function written(groups: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const folder = join(TMPDIR, "groups");
  // Where Node.js finds the packages that the bundles import.
  mkdirSync(folder);
  symlinkSync(resolve("node_modules"), join(TMPDIR, "node_modules"), "junction");
  if (!COVERAGE) return bundleTests(groups, folder);
  return [...groups].map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
}

/** Ends a process that something left open: Node.js 26 does not do it at the time limit, earlier versions do it a second before. */
function guard(name: string): string {
  const message = `${name}: test timed out after ${LIMIT * 1000}ms`;
  const end = `{ console.error(${JSON.stringify(message)}); process.exit(1); }`;
  return `setTimeout(() => ${end}, ${(LIMIT + 1) * 1000}).unref();\n`;
}
