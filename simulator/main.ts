/** The simulator as a separate process: prints one line of JSON with its address and keys, and exits on SIGTERM. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { type EstateSpec, estate } from "./estate/build.ts";
import { demoEstate } from "./estate/demo.ts";
import type { Estate } from "./estate/estate.ts";
import { generateEstate } from "./estate/generate.ts";
import { startSimulator } from "./start.ts";

const { values } = parseArgs({
  options: {
    /** A JSON file: the argument of `estate()`. Without it or --accounts: the demo's estate. */
    estate: { type: "string" },
    accounts: { type: "string" },
    regions: { type: "string", default: "17" },
    /** In every account and region. */
    functions: { type: "string", default: "3" },
    /** In the first region of the first account. */
    "functions-in-one": { type: "string" },
    seed: { type: "string", default: "1" },
    latency: { type: "string", default: "0" },
    "page-size": { type: "string", default: "50" },
    port: { type: "string", default: "0" },
    verify: { type: "boolean", default: false },
  },
});

const simulator = await startSimulator({
  estate: chosenEstate(),
  port: numberOf("port"),
  pageSize: numberOf("page-size"),
  latencyMs: numberOf("latency"),
  verifySignatures: values.verify,
  keepCalls: false,
});
const { url, estate: served } = simulator;
const accounts = served.accounts.map(({ id, name }) => ({ id, name }));
process.stdout.write(`${JSON.stringify({ url, env: simulator.env(), accounts })}\n`);
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void simulator.close());

function chosenEstate(): Estate {
  if (values.estate !== undefined)
    return estate(JSON.parse(readFileSync(values.estate, "utf8")) as EstateSpec);
  if (values.accounts === undefined) return demoEstate();
  const big = values["functions-in-one"];
  return generateEstate({
    seed: numberOf("seed"),
    accounts: Number(values.accounts),
    regions: numberOf("regions"),
    functionsPerTarget: numberOf("functions"),
    ...(big === undefined ? {} : { functionsIn: { count: Number(big) } }),
  });
}

function numberOf(name: "port" | "page-size" | "latency" | "seed" | "regions" | "functions"): number {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new TypeError(`--${name} wants a number, not '${values[name]}'`);
}
