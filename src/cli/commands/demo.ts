import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_OWNERS, DEMO_WAIVERS, demoEstate, startSimulator } from "../../../simulator/index.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { list } from "./list.ts";
import type { ListOptions } from "./list-options.ts";

/** About the latency of a request to a region on the same continent. */
const LATENCY_MS = 25;

/**
 * The same scan of a simulated AWS organization on loopback. Unless the options select accounts in another way, they are
 * listed through the simulated AWS Organizations.
 */
export async function demo(options: ListOptions, io: Io): Promise<number> {
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
      { ...options, ...rulesFor(options, home), org, endpointUrl: undefined },
      { ...io, env: { ...surroundings(io, home), ...simulator.env() } },
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
    await simulator.close();
  }
}

/** The company's own owners and waivers, unless the user brings some. */
function rulesFor(options: ListOptions, home: string): Pick<ListOptions, "ownersFile" | "waiversFile"> {
  const { ownersFile, waiversFile } = options;
  if (ownersFile !== undefined || waiversFile !== undefined) return { ownersFile, waiversFile };
  const write = (name: string, text: string): string => {
    const path = join(home, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    ownersFile: write("owners.yaml", DEMO_OWNERS),
    waiversFile: isWhole(options) ? write("waivers.yaml", DEMO_WAIVERS) : undefined,
  };
}

/** In a part of the organization a waiver may match nothing; a warning about that would only puzzle the user. */
function isWhole(options: ListOptions): boolean {
  return NARROWING.every((key) => options[key] === undefined);
}

const NARROWING = ["accounts", "excludeAccounts", "regions", "excludeRegions", "shard"] as const;

/** The user's environment without the variables of AWS: the demo must not find real credentials or use a proxy. */
function surroundings(io: Io, home: string): Record<string, string | undefined> {
  const kept = Object.entries(io.env).filter(([name]) => !/^AWS_|^(https?|all|no)_proxy$/i.test(name));
  return { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: "true" };
}
