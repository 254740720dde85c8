import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoEstate, startSimulator } from "../../../simulator/index.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { list } from "./list.ts";
import type { ScanOptions } from "./list-options.ts";

/** About the latency of a request to a region on the same continent. */
const LATENCY_MS = 25;

/**
 * The same scan of a simulated AWS organization on loopback. Unless the options select accounts in another way, they are
 * listed through the simulated AWS Organizations.
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
      messages.warn("--endpoint-url is ignored: demo uses its own simulated AWS");
    return await list(
      { ...options, org, endpointUrl: undefined },
      { ...io, env: { ...surroundings(io, home), ...simulator.env() } },
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
    await simulator.close();
  }
}

/** The user's environment without the variables of AWS: the demo must not find real credentials or use a proxy. */
function surroundings(io: Io, home: string): Record<string, string | undefined> {
  const kept = Object.entries(io.env).filter(([name]) => !/^AWS_|^(https?|all|no)_proxy$/i.test(name));
  return { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: "true" };
}
