import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoEstate, startSimulator } from "../../../simulator/index.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { list } from "./list.ts";
import type { ScanOptions } from "./list-options.ts";

/** About what a call to a region on the same continent takes. */
const LATENCY_MS = 25;

/**
 * The same scan over a simulated AWS organization on loopback. Unless the options name accounts in another way,
 * they are found through the simulated AWS Organizations.
 */
export async function demo(options: ScanOptions, io: Io): Promise<number> {
  const simulator = await startSimulator({ estate: demoEstate(), latencyMs: LATENCY_MS });
  const home = mkdtempSync(join(tmpdir(), "lambda-inventory-demo-"));
  try {
    const messages = new Messages(io, options.quiet);
    messages.note(`demo: a simulated AWS organization at ${simulator.url}; no AWS account is touched`);
    const named = options.accountsFile ?? options.sso ?? options.profiles[0];
    const org = named === undefined && !options.allProfiles;
    if (options.endpointUrl !== undefined)
      messages.warn("--endpoint-url: not asked, the demo has an AWS of its own");
    return await list(
      { ...options, org, endpointUrl: undefined },
      { ...io, env: { ...surroundings(io, home), ...simulator.env() } },
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
    await simulator.close();
  }
}

/** The user's environment without what belongs to AWS: the demo must find no real credentials and reach no proxy. */
function surroundings(io: Io, home: string): Record<string, string | undefined> {
  const kept = Object.entries(io.env).filter(([name]) => !/^AWS_|^(https?|all|no)_proxy$/i.test(name));
  return { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: "true" };
}
