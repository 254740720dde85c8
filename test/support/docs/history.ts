/** Reports of earlier weeks: the demo's organization as it was before its teams had upgraded what is on a current runtime today. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEMO_OWNERS, type Estate, type EstateFunction, startSimulator } from "../../../simulator/index.ts";
import { type Ended, program } from "../cli/program.ts";

/** By day, the runtimes that functions had then. */
const WEEKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "2026-09-28": {
    "ach-batch": "python3.8",
    "authorize-card": "java8",
    "capture-payment": "java8",
    "cart-api": "nodejs18.x",
    "catalogue-api": "nodejs18.x",
    payout: "nodejs18.x",
    "search-indexer": "python3.8",
    tokenizer: "go1.x",
  },
  "2026-10-26": {
    "ach-batch": "python3.8",
    "authorize-card": "java8",
    "catalogue-api": "nodejs18.x",
    "search-indexer": "python3.8",
  },
};

/** Writes `reports/DAY.json` for each of these days. */
export async function writeHistory(folder: string, estate: Estate, env: Env): Promise<void> {
  const reports = join(folder, "reports");
  mkdirSync(reports);
  const owners = join(folder, "owners-of-then.yaml");
  writeFileSync(owners, DEMO_OWNERS);
  for (const [day, runtimes] of Object.entries(WEEKS)) {
    const simulator = await startSimulator({ estate: earlier(estate, runtimes) });
    const argv = [
      "--org",
      "--quiet",
      "--with",
      "tags",
      "--owners",
      owners,
      "--output",
      join(reports, `${day}.json`),
    ];
    const now = new Date(`${day}T06:17:00Z`);
    const { code, stderr }: Ended = await program(argv, { env: { ...env, ...simulator.env() }, now });
    await simulator.close();
    if (code !== 3) throw new Error(stderr);
  }
}

type Env = Readonly<Record<string, string | undefined>>;

function earlier(estate: Estate, runtimes: Readonly<Record<string, string>>): Estate {
  const accounts = estate.accounts.map((account) => ({
    ...account,
    functions(region: string) {
      const now = account.functions(region);
      const then = now.slice(0, now.length).map((each) => withRuntime(each, runtimes[each.name]));
      return {
        ...now,
        length: then.length,
        slice: (from: number, to: number) => then.slice(from, to),
        named: (name: string) => then.find((each) => each.name === name),
      };
    },
  }));
  return { ...estate, accounts, account: (id) => accounts.find((account) => account.id === id) };
}

function withRuntime(each: EstateFunction, runtime: string | undefined): EstateFunction {
  return runtime === undefined ? each : { ...each, settings: { ...each.settings, Runtime: runtime } };
}
