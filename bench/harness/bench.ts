import { join } from "node:path";
import { countIn, type Found, foundIn } from "./found.ts";
import { type Command, type Measurement, measure } from "./measure.ts";
import type { Programs, Who, Workload } from "./programs.ts";
import { medians, type Numbers, type Row } from "./row.ts";
import type { Simulated } from "./simulated.ts";

/** What a scenario is handed. */
export interface Bench {
  /** Small sizes, one run each. */
  readonly quick: boolean;
  readonly programs: Programs;
  /** For files that a run needs. */
  readonly directory: string;
  readonly note: (text: string) => void;
  /** Overrides how often a program is run. */
  readonly runs: (usual: number) => number;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  run(bench: Bench): Promise<Row[]>;
}

export interface Comparison {
  readonly scenario: string;
  readonly workload: string;
  readonly who: readonly Who[];
  readonly runs: number;
  readonly reads: Omit<Workload, "env">;
  /** How many functions there are. */
  readonly functions: number;
  /** How fast stdout is read; as fast as it is written, unless this is given. */
  readonly bytesPerSecond?: number | undefined;
}

/** Runs the programs in turn (A B A B), so that a busy moment of the machine meets all of them. */
export async function compare(bench: Bench, server: Simulated, wanted: Comparison): Promise<Row[]> {
  const results = new Map<Who, Numbers[]>();
  const seen = new Map<Who, Found>();
  for (let round = 0; round < wanted.runs; round++) {
    for (const who of wanted.who) {
      const program = bench.programs[who];
      if (!program) continue;
      const { numbers, found } = await runOne(bench, server, wanted, program);
      if (found) seen.set(who, found);
      results.set(who, [...(results.get(who) ?? []), numbers]);
      bench.note(`${wanted.scenario}, ${wanted.workload}: ${who} ${inWords(numbers)}`);
    }
    agree(seen, wanted);
  }
  const { scenario, workload } = wanted;
  return [...results].map(([who, runs]) => ({
    scenario,
    workload,
    who,
    runs: runs.length,
    ...medians(runs),
  }));
}

function inWords({ wallMs, cpuMs, peakMb }: Numbers): string {
  return `${(wallMs / 1000).toFixed(2)} s, CPU ${(cpuMs / 1000).toFixed(2)} s, ${peakMb.toFixed(0)} MiB`;
}

async function runOne(
  bench: Bench,
  server: Simulated,
  { reads, functions, bytesPerSecond }: Comparison,
  program: (workload: Workload) => Command,
): Promise<{ numbers: Numbers; found: Found | undefined }> {
  const names = reads.format === "names";
  const stdout = names ? join(bench.directory, "stdout") : "/dev/null";
  await server.reset();
  const measured = await measure(
    program({ ...reads, env: server.env }),
    stdout,
    bench.directory,
    bytesPerSecond,
  );
  checkExit(measured);
  const { connectionsOpened, peakInFlight } = await server.recording();
  const found = names ? foundIn(stdout) : undefined;
  const count = found?.functions ?? countIn(measured.stderr);
  if (count !== functions)
    throw new Error(`${count} functions found of ${functions}: ${tail(measured.stderr)}`);
  const { wallMs, cpuMs, peakMb } = measured;
  const numbers = { wallMs, cpuMs, peakMb, functions, connections: connectionsOpened, reached: peakInFlight };
  return { numbers, found };
}

export function checkExit({ exitCode, stderr }: Measurement): void {
  if (exitCode !== 0) throw new Error(`exit code ${exitCode}: ${tail(stderr)}`);
}

function tail(text: string): string {
  return text.trimEnd().slice(-2000);
}

function agree(seen: ReadonlyMap<Who, Found>, { scenario, workload }: Comparison): void {
  if (new Set([...seen.values()].map(({ digest }) => digest)).size <= 1) return;
  const what = [...seen].map(
    ([who, { functions, digest }]) => `${who}: ${functions} (${digest.slice(0, 12)})`,
  );
  throw new Error(`${scenario}, ${workload}: they found different functions: ${what.join(", ")}`);
}
