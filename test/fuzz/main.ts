/**
 * Feeds mutated input to every parser of outside data, until the time is up.
 *
 *     npm run fuzz -- [--seconds 60] [--seed 1] [--count N] [--target 'accounts file']
 *
 * Exit code 1: an input was neither read nor refused; it is kept in a file. An input is identified by its target and
 * seed. One that takes longer than STALL_SECONDS ends the run.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { temporaryDirectory } from "../support/temporary.ts";
import { Random } from "./random.ts";
import { TARGETS, type Target } from "./targets.ts";

const STALL_SECONDS = 30;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    count: { type: "string", default: "Infinity" },
    target: { type: "string" },
  },
});
const firstSeed = Number(values.seed);
const end = Date.now() + Number(values.seconds) * 1000;
const names = Object.keys(TARGETS).filter((name) => values.target === undefined || name === values.target);
const clock = watch();

let failures = 0;
for (const name of names) {
  const target = await TARGETS[name]?.();
  // The remaining time is divided among the remaining targets.
  const until = Date.now() + (end - Date.now()) / (names.length - names.indexOf(name));
  if (target) failures += await fuzz(name, target, until);
  await target?.close();
}
await clock.stop();
process.exitCode = Number(failures > 0);

async function fuzz(name: string, target: Target, until: number): Promise<number> {
  let [seed, failed] = [firstSeed, 0];
  for (; Date.now() < until && seed < firstSeed + Number(values.count); seed++) {
    clock.begin(seed);
    await target.feed(new Random(seed)).catch((error: unknown) => {
      failed++;
      const file = join(temporaryDirectory("fuzz"), "input.txt");
      writeFileSync(file, target.input());
      process.stdout.write(
        `\n${name}, seed ${seed}: ${file}\n${error instanceof Error ? error.stack : error}\n`,
      );
    });
  }
  process.stdout.write(`${name}: ${seed - firstSeed} inputs from seed ${firstSeed} on, ${failed} failed\n`);
  return failed;
}

/** A thread that ends the process when one input takes too long: a parser in a loop blocks everything else. */
function watch() {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  const source = `
    const { workerData } = require("node:worker_threads");
    let last, since = Date.now();
    setInterval(() => {
      const seed = Atomics.load(workerData, 0);
      if (seed !== last) [last, since] = [seed, Date.now()];
      if (Date.now() - since < ${STALL_SECONDS * 1000}) return;
      require("node:fs").writeSync(1, "seed " + seed + " hangs\\n");
      process.kill(process.pid, "SIGKILL");
    }, 1000);`;
  const worker = new Worker(source, { eval: true, workerData: shared });
  return {
    begin: (seed: number) => Atomics.store(shared, 0, seed),
    stop: () => worker.terminate(),
  };
}
