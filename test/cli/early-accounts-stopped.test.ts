/** An organization whose accounts are still being listed when the run is stopped, or while reads hang. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Fault, generateEstate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { isRead } from "../../src/model/coverage.ts";
import type { Report } from "../../src/model/report.ts";
import { program } from "../support/cli/program.ts";
import { idle, until } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const [ACCOUNTS, REGIONS, PAGES] = [40, 3, 20];

/** Lists the accounts two a page. */
async function organization(t: TestContext, faults: readonly Fault[] = []): Promise<Simulator> {
  const estate = generateEstate({ accounts: ACCOUNTS, regions: REGIONS, functionsPerTarget: 2, seed: 3 });
  const simulator = await startSimulator({ estate, pageSize: 2, latencyMs: 20, faults });
  t.after(() => simulator.close());
  return simulator;
}

/** Resolves once this many pages of accounts have been requested, and all that does not hang has been read. */
async function pagesRequested(simulator: Simulator, pages: number): Promise<void> {
  await until(() => simulator.requests.count("organizations:ListAccounts") >= pages);
  await idle(simulator);
}

/** The listing gets stuck at its 16th page, when 30 accounts are known. */
const STUCK = [{ kind: "hang", action: "ListAccounts", after: 15 }] as const;
const KNOWN = 30;

async function interrupted(t: TestContext, argv: readonly string[]) {
  const simulator = await organization(t, STUCK);
  const interrupt = pagesRequested(simulator, 16);
  return program([...argv, "--org", "--no-progress"], { env: simulator.env(), interrupt });
}

for (const concurrency of ["2", "4", "auto"]) {
  test(`--concurrency ${concurrency}: accounts are listed while every read of the others hangs`, async (t) => {
    const simulator = await organization(t, [{ kind: "hang", action: "ListFunctions" }]);
    const argv = ["--org", "--concurrency", concurrency, "--timeout", "600", "-f", "json"];
    const interrupt = pagesRequested(simulator, PAGES);
    const { code, stdout } = await program(argv, { env: simulator.env(), interrupt });
    assert.equal(simulator.requests.count("organizations:ListAccounts"), PAGES);
    assert.equal(code, 130);
    assert.equal((JSON.parse(stdout) as Report).accounts.length, ACCOUNTS);
    if (concurrency !== "auto") assert.ok(simulator.requests.peakInFlight <= Number(concurrency));
  });
}

test("--concurrency 1: no account is read before all are listed", async (t) => {
  const simulator = await organization(t);
  const argv = ["--org", "--concurrency", "1", "-f", "tsv"];
  assert.equal((await program(argv, { env: simulator.env() })).code, 0);
  assert.equal(simulator.requests.peakInFlight, 1);
});

const MISSING = "the list of accounts is incomplete: the run was interrupted";

test("an interrupt while accounts are listed: a report of those known, and a row for the others", async (t) => {
  const { code, stdout, stderr } = await interrupted(t, ["-f", "json"]);
  assert.equal(code, 130, stderr);
  const { accounts, coverage, functions, summary }: Report = JSON.parse(stdout);
  const [first, ...rows] = coverage;
  assert.deepEqual(
    [first?.accountId, first?.status, first?.stage, first?.code, first?.message],
    ["", "not-attempted", "credentials", "Interrupted", MISSING],
  );
  assert.equal(accounts.length, KNOWN);
  assert.equal(new Set(rows.map(({ accountId }) => accountId)).size, KNOWN);
  const read = rows.filter(({ status }) => isRead(status));
  assert.ok(read.length > 0, "accounts that were known were read");
  assert.equal(functions.length, read.length * 2);
  assert.deepEqual([summary.targets, summary.read], [coverage.length, read.length]);
  assert.match(stderr, /the list of accounts is incomplete/);
});

test("--deadline while accounts are listed: exit code 3, and the same row", async (t) => {
  const simulator = await organization(t, STUCK);
  const { code, stdout } = await program(["--org", "-f", "json", "--deadline", "2"], {
    env: simulator.env(),
  });
  const { coverage }: Report = JSON.parse(stdout);
  assert.equal(code, 3);
  assert.match(coverage[0]?.message ?? "", /^the list of accounts is incomplete: the run's deadline of 2 s/);
  assert.ok(coverage.some(({ status }) => status === "ok"));
});

for (const format of ["table", "csv", "markdown", "html", "openmetrics"]) {
  test(`${format}: the summary says that the list of accounts is incomplete`, async (t) => {
    const { code, stdout, stderr } = await interrupted(t, ["-f", format]);
    assert.equal(code, 130, stderr);
    assert.match(stderr, /the list of accounts is incomplete/);
    if (format === "markdown" || format === "html")
      assert.match(stdout, /the list of accounts is incomplete/);
  });
}

test("accounts, interrupted: those known, and that others are missing; no file for --accounts", async (t) => {
  const listed = await interrupted(t, ["accounts", "-f", "tsv"]);
  assert.equal(listed.code, 130);
  assert.equal(listed.stdout.trimEnd().split("\n").length, 1 + KNOWN);
  assert.match(listed.stderr, new RegExp(`${KNOWN} accounts to read, 0 skipped; ${MISSING}`));
  const { code, stdout } = await interrupted(t, ["accounts", "-f", "yaml"]);
  assert.deepEqual([code, stdout], [130, ""]);
});

test("check, interrupted: a row for the accounts that were not listed", async (t) => {
  const { code, stdout, stderr } = await interrupted(t, ["check", "-f", "json"]);
  assert.equal(code, 130);
  assert.ok(stdout.includes(MISSING), stdout.slice(0, 500));
  assert.match(
    stderr,
    new RegExp(`^${KNOWN} accounts, \\d+ regions: .*, the list of accounts is incomplete\n$`),
    "that row is not an account",
  );
});

test("an account asked for by its id, not listed yet: the interrupt is the error", async (t) => {
  const { code, stdout, stderr } = await interrupted(t, ["--account", "999999999999"]);
  assert.deepEqual([code, stdout], [130, ""]);
  assert.match(stderr, /interrupted while accounts were still being listed/);
});

test("--resume from such a report reads the rest, and the row is gone", async (t) => {
  const { stdout } = await interrupted(t, ["-f", "json"]);
  const path = join(temporaryDirectory("lambda-inventory-test"), "report.json");
  writeFileSync(path, stdout);
  const simulator = await organization(t);
  const argv = ["--org", "-f", "json", "--resume", path];
  const { code, stdout: resumed, stderr } = await program(argv, { env: simulator.env() });
  assert.equal(code, 0, stderr);
  const { coverage, summary }: Report = JSON.parse(resumed);
  assert.deepEqual([summary.accounts, coverage.length], [ACCOUNTS, ACCOUNTS * REGIONS]);
  assert.ok(coverage.every(({ accountId, status }) => accountId !== "" && status === "ok"));
});
