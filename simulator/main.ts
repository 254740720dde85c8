/** The simulator as a separate process: prints one line of JSON with its address and keys, and exits on SIGTERM. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { UserError } from "../src/model/failure.ts";
import { quoted } from "../src/model/quoted.ts";
import { type EstateSpec, estate } from "./estate/build.ts";
import { demoEstate } from "./estate/demo.ts";
import type { Estate } from "./estate/estate.ts";
import { generateEstate } from "./estate/generate.ts";
import { readSettings, type Settings, usageText } from "./options.ts";
import { startSimulator } from "./start.ts";

try {
  const settings = readSettings(process.argv.slice(2));
  if (settings.help) process.stdout.write(usageText());
  else await serve(settings);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  const all = [error, ...error.also].map(({ message, hint = "" }) => `${message}\n  ${hint}\n`);
  process.stderr.write(`simulator: ${all.join("")}`);
  process.exitCode = 2;
}

async function serve(settings: Settings): Promise<void> {
  const { port, "page-size": pageSize, latency } = settings.numbers;
  const simulator = await startSimulator({
    estate: chosenEstate(settings),
    port,
    pageSize,
    latencyMs: latency,
    verifySignatures: settings.verify,
    keepCalls: false,
  }).catch((cause: Error & { readonly code?: string }) => {
    if (cause.code !== "EADDRINUSE" && cause.code !== "EACCES") throw cause;
    throw new UserError(
      `cannot listen on port ${port}: ${cause.code}`,
      "Use another port, or 0 for a free one.",
    );
  });
  const { url, estate: served } = simulator;
  const accounts = served.accounts.map(({ id, name }) => ({ id, name }));
  process.stdout.write(`${JSON.stringify({ url, env: simulator.env(), accounts })}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void simulator.close());
}

function chosenEstate({ estate: path, numbers }: Settings): Estate {
  if (path !== undefined) return estateIn(path);
  if (numbers.accounts === undefined) return demoEstate();
  const big = numbers["functions-in-one"];
  return generateEstate({
    seed: numbers.seed,
    accounts: numbers.accounts,
    regions: numbers.regions,
    functionsPerTarget: numbers.functions,
    ...(big === undefined ? {} : { functionsIn: { count: big } }),
  });
}

/** The file is written by whoever uses the simulator: what is wrong in it is shown as the builder says it. */
function estateIn(path: string): Estate {
  try {
    return estate(JSON.parse(readFileSync(path, "utf8")) as EstateSpec);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const hint = 'It must be the JSON of an estate, such as {"accounts": [{}]}: see docs/simulator.md.';
    throw new UserError(`--estate: cannot use ${quoted(path)}: ${why}`, hint, { cause });
  }
}
