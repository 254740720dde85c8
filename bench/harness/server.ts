/** The process in which the simulated organization runs; it answers its parent's questions. */
import process from "node:process";
import { PARTITIONS } from "../../src/simulator/estate/regions.ts";
import { DEFAULT_ROLE, estate, startSimulator } from "../../src/simulator/index.ts";
import type { Question, Ready, Size } from "./simulated.ts";

const size = JSON.parse(process.argv[2] ?? "{}") as Size;
const regions = PARTITIONS.aws.defaultRegions.slice(0, size.regions);
const RUNTIMES = ["nodejs22.x", "python3.9", "java21", "nodejs16.x", "provided.al2023"];
const functions = Object.fromEntries(
  regions.map((r) => [
    r,
    Array.from({ length: size.functions }, (_, i) => ({
      name: `orders-${i}`,
      Runtime: RUNTIMES[i % RUNTIMES.length] ?? "",
      Description: "takes orders",
      Environment: { Variables: { TABLE: "orders", STAGE: "prod" } },
    })),
  ]),
);
const simulator = await startSimulator({
  estate: estate({
    accounts: Array.from({ length: size.accounts }, (_, i) => ({ id: String(100000000001 + i), functions })),
  }),
  latencyMs: size.latencyMs,
  ...(size.faults && { faults: size.faults }),
  verifySignatures: size.verify,
  keepCalls: false,
});

const answers: Record<Question, () => unknown> = {
  reset: () => simulator.requests.reset() ?? "done",
  recording: () => simulator.requests,
};
process.on("message", (question: Question) => process.send?.(answers[question]()));
process.send?.({
  env: simulator.env(),
  role: DEFAULT_ROLE,
  firstRegion: regions[0] ?? "",
} satisfies Ready);
