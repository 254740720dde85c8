/** The process in which the simulated organization runs; it answers its parent's questions. */
import process from "node:process";
import { DEFAULT_ROLE, generateEstate, startSimulator } from "../../simulator/index.ts";
import type { Question, Ready, Size } from "./simulated.ts";

const {
  accounts,
  regions,
  functions,
  latencyMs,
  jitterMs = 0,
  faults,
  verify,
} = JSON.parse(process.argv[2] ?? "{}") as Size;
const estate = generateEstate({ accounts, regions, functionsPerTarget: functions });
const simulator = await startSimulator({
  estate,
  latencyMs: () => latencyMs + (Math.random() * 2 - 1) * jitterMs,
  ...(faults && { faults }),
  verifySignatures: verify,
  keepCalls: false,
});

const answers: Record<Question, () => unknown> = {
  reset: () => simulator.requests.reset() ?? "done",
  recording: () => simulator.requests,
};
process.on("message", (question: Question) => process.send?.(answers[question]()));
// However the parent ends.
process.on("disconnect", () => process.exit());
process.send?.({
  env: simulator.env(),
  role: DEFAULT_ROLE,
  firstRegion: estate.accounts[0]?.regions[0]?.name ?? "",
} satisfies Ready);
