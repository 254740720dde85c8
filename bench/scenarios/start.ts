import process from "node:process";
import { checkExit, type Scenario } from "../harness/bench.ts";
import { measure } from "../harness/measure.ts";
import { BUNDLE } from "../harness/programs.ts";
import { medians, type Numbers } from "../harness/row.ts";

const OURS = ["--version", "-h", "--help"];

/** The commands of a workload; each is run in turn with `node -e 0`. */
const COMMANDS = OURS.flatMap((flag) => [
  { workload: flag, who: "node -e 0", argv: [process.execPath, "-e", "0"] },
  { workload: flag, who: "lambda-inventory", argv: [process.execPath, BUNDLE, flag] },
]);

export const start: Scenario = {
  name: "start",
  about: "how long the program takes to say something, against an empty one",
  async run({ directory, runs, programs }) {
    if (!programs["lambda-inventory"]) return [];
    const results = COMMANDS.map((command) => ({ ...command, runs: [] as Numbers[] }));
    for (let round = 0; round < runs(25); round++) {
      for (const { argv, runs } of results) {
        const measured = await measure({ argv, env: {} }, "/dev/null", directory);
        checkExit(measured);
        const { wallMs, cpuMs, peakMb } = measured;
        runs.push({ wallMs, cpuMs, peakMb });
      }
    }
    return results.map(({ workload, who, runs }) => ({
      scenario: "start",
      workload,
      who,
      runs: runs.length,
      ...medians(runs),
    }));
  },
};
