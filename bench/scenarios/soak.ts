import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/model/report.ts";
import type { Bench, Scenario } from "../harness/bench.ts";
import { compile } from "../harness/build.ts";
import { SHELTER } from "../harness/measure.ts";
import type { Row } from "../harness/row.ts";
import { type Simulated, simulate } from "../harness/simulated.ts";
import type { Aftermath } from "../harness/soak-run.ts";
import { outcomes, troubles, troublesOf } from "../harness/troubles.ts";

const FUNCTIONS = 3;
const SCANS = 3;
/** The second scan has everything loaded that the first one loads; from there on the heap may not grow. */
const HEAP_GROWTH = 1.1;

/** A bad day of a large organization, three times in one process. */
export const soak: Scenario = {
  name: "soak",
  about:
    "1,000 accounts × 17 regions, 5 % of the targets failing in every way the simulator knows, three scans",
  async run(bench) {
    const [accounts, regions] = bench.quick ? [20, 17] : [1000, 17];
    const faults = troubles(bench.quick ? 0.3 : 0.05);
    const server = await simulate({
      accounts,
      regions,
      functions: FUNCTIONS,
      latencyMs: 5,
      faults,
      verify: bench.quick,
    });
    try {
      return await scans(bench, server, expectation(faults), accounts * regions);
    } finally {
      server.close();
    }
  },
};

type Expectation = (report: Report) => string[];

async function scans(bench: Bench, server: Simulated, check: Expectation, targets: number): Promise<Row[]> {
  const { soak = "" } = await compile({ soak: "harness/soak-run.ts" }, "bundle");
  const child = fork(soak, { execArgv: ["--expose-gc"], env: { ...SHELTER, ...server.env } });
  const file = join(bench.directory, "report.json");
  // Two attempts, so that a target that is throttled for ever is given up before its time is.
  const patience = ["--timeout", "5", "--max-attempts", "2"];
  const argv = ["list", "--org", "--role", server.role, ...patience, "--format", "json", "--output", file];
  const rows: Row[] = [];
  const heaps: number[] = [];
  const faults: string[] = [];
  try {
    for (let scan = 1; scan <= SCANS; scan++) {
      const startedAt = performance.now();
      child.send(argv);
      const [after] = (await once(child, "message")) as [Aftermath];
      const wallMs = performance.now() - startedAt;
      const report = JSON.parse(readFileSync(file, "utf8")) as Report;
      rmSync(file);
      const found = [...check(report), ...(await leaks(after, server))];
      if (report.summary.targets !== targets) found.push(`${report.summary.targets} targets of ${targets}`);
      for (const fault of found.slice(0, 20)) bench.note(`soak, scan ${scan}: ${fault}`);
      faults.push(...found);
      heaps.push(after.heapMb);
      bench.note(`soak, scan ${scan}: heap ${after.heapMb.toFixed(1)} MiB`);
      rows.push({ ...row(`scan ${scan}`, wallMs, after), faults: found.length });
    }
  } finally {
    child.kill();
  }
  if ((heaps.at(-1) ?? 0) > HEAP_GROWTH * (heaps[1] ?? 0)) faults.push("the heap grew");
  const wallMs = rows.reduce((sum, row) => sum + row.wallMs, 0);
  const cpuMs = rows.reduce((sum, row) => sum + row.cpuMs, 0);
  const peakMb = Math.max(...rows.map((row) => row.peakMb));
  return [...rows, { ...row("three scans", wallMs, { cpuMs, peakMb }), faults: faults.length }];
}

function row(workload: string, wallMs: number, { cpuMs, peakMb }: Pick<Aftermath, "cpuMs" | "peakMb">): Row {
  return { scenario: "soak", workload, who: "lambda-inventory", runs: 1, wallMs, cpuMs, peakMb };
}

async function leaks({ exitCode, leftOver }: Aftermath, server: Simulated): Promise<string[]> {
  const { connectionsOpen } = await server.recording();
  return [
    ...(exitCode === 3 ? [] : [`exit code ${exitCode}`]),
    ...(leftOver.length === 0 ? [] : [`left behind: ${leftOver.join(", ")}`]),
    ...(connectionsOpen === 0 ? [] : [`${connectionsOpen} connections still open`]),
  ];
}

/** Each target has the outcome that its troubles allow, and all functions where it was read. */
function expectation(faults: Parameters<typeof troublesOf>[0]): Expectation {
  const troublesAt = troublesOf(faults);
  return ({ coverage, functions }) => {
    const read = new Map<string, number>();
    for (const { accountId, region } of functions) {
      const place = `${accountId} ${region}`;
      read.set(place, (read.get(place) ?? 0) + 1);
    }
    return coverage.flatMap(({ accountId, region, status, code }) => {
      const kinds = troublesAt(accountId, region);
      const allowed = outcomes(kinds);
      const place = `${accountId} ${region}`;
      if (!allowed.includes(status)) {
        return [
          `${place} (${kinds.join(", ") || "no trouble"}): ${status} ${code}, not ${allowed.join(" or ")}`,
        ];
      }
      const count = read.get(place) ?? 0;
      return status === "ok" && count !== FUNCTIONS ? [`${place}: ${count} functions of ${FUNCTIONS}`] : [];
    });
  };
}
