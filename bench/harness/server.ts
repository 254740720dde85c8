/** The process in which the simulated organization runs; it answers its parent's questions. */
import process from "node:process";
import { hash } from "../../simulator/estate/random.ts";
import { type Call, DEFAULT_ROLE, generateEstate, startSimulator } from "../../simulator/index.ts";
import { certificates } from "../../test/support/aws/wire.ts";
import { DISTANCES, hostsOf } from "./distances.ts";
import { startFarRegions } from "./far-regions.ts";
import type { Question, Ready, Size } from "./simulated.ts";

const {
  accounts,
  regions,
  functions,
  latencyMs,
  jitterMs = 0,
  faults,
  tls,
  verify,
} = JSON.parse(process.argv[2] ?? "{}") as Size;
const names = [...DISTANCES.keys()];
const estate = generateEstate({ accounts, regions: tls ? names : regions, functionsPerTarget: functions });
const certificate = tls ? certificates(...hostsOf(names)) : undefined;
const calls = new Map<string, number>();
const simulator = await startSimulator({
  estate,
  latencyMs: (call) => latencyMs + (jitterMs === 0 ? 0 : chance(call) * jitterMs),
  ...(faults && { faults }),
  ...(certificate && { tls: certificate }),
  verifySignatures: verify,
  keepCalls: false,
});

/**
 * From -1 to 1, evenly distributed, and the same for the nth call of its kind after each reset: every contestant meets
 * the same latencies.
 */
function chance({ accountId, region, action }: Call): number {
  const kind = `${accountId} ${region} ${action}`;
  const nth = (calls.get(kind) ?? 0) + 1;
  calls.set(kind, nth);
  return (hash(`${kind} ${nth}`) / 2 ** 32) * 2 - 1;
}

const answers: Record<Question, () => unknown> = {
  reset() {
    calls.clear();
    simulator.requests.reset();
    return "done";
  },
  recording: () => simulator.requests,
};
process.on("message", (question: Question) => process.send?.(answers[question]()));
// However the parent ends.
process.on("disconnect", () => process.exit());
const { AWS_ENDPOINT_URL: _, ...env } = simulator.env();
process.send?.({
  env: certificate
    ? { ...env, HTTPS_PROXY: await startFarRegions(simulator.port), AWS_CA_BUNDLE: certificate.caFile }
    : simulator.env(),
  role: DEFAULT_ROLE,
  accounts: estate.accounts.map(({ id }) => id),
  firstRegion: estate.accounts[0]?.regions[0]?.name ?? "",
} satisfies Ready);
