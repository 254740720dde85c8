import { type AccountSpec, estate } from "./build.ts";
import type { FunctionSpec } from "./build-function.ts";
import { FEATURE_FUNCTIONS } from "./demo-features.ts";
import { DEMO_FUNCTIONS } from "./demo-functions.ts";
import { ODD_FUNCTIONS } from "./demo-odd.ts";
import { DEMO_AGGREGATOR, DEMO_IMAGES } from "./demo-sources.ts";
import { deploymentTags, teamTags } from "./demo-tags.ts";
import { TOOL_FUNCTIONS } from "./demo-tools.ts";
import { WEB_FUNCTIONS } from "./demo-web.ts";
import type { Estate } from "./estate.ts";
import { hash, hex } from "./random.ts";
import { PARTITIONS } from "./regions.ts";
import { SECRET_MARK } from "./secret-mark.ts";
import { runtimeSettings } from "./settings.ts";

const DEFAULT_REGIONS = PARTITIONS.aws.defaultRegions;

/** An invented company, with the problems that real ones have. */
const ACCOUNTS: readonly AccountSpec[] = [
  { id: "111122223333", name: "acme-management", email: "cloud@example.com", tags: { Team: "platform" } },
  { id: "222233334444", name: "security-audit", ou: "Infrastructure", tags: { Team: "security" } },
  { id: "333344445555", name: "payments-prod", ou: "Workloads/Prod" },
  { id: "444455556666", name: "storefront-prod", ou: "Workloads/Prod" },
  { id: "555566667777", name: "storefront-staging", ou: "Workloads/Staging" },
  // The only account with an opt-in region.
  {
    id: "666677778888",
    name: "data-platform",
    ou: "Workloads/Prod",
    regions: [...DEFAULT_REGIONS, "eu-central-2"],
    email: "data@example.com",
    tags: { Team: "data" },
    // The alias `nightly` of this runtime was deleted.
    runtimes: {
      "eu-central-1": [
        {
          name: "data-team-python",
          aliases: [
            {
              name: "stable",
              version: "4",
              lifecycle: {
                ReleaseState: "GA",
                DeprecationDate: "2027-02-26",
                FunctionCreateBlockDate: "2027-03-31",
                FunctionUpdateBlockDate: "2027-06-30",
              },
            },
          ],
        },
      ],
    },
  },
  // A service control policy denies Lambda in one region.
  {
    id: "777788889999",
    name: "legacy-erp",
    email: "erp@example.com",
    ou: "Workloads/Legacy",
    controlPolicies: [{ actions: ["lambda:*"], regions: ["us-west-2"] }],
  },
  // The role was never deployed here.
  { id: "888899990000", name: "partner-sandbox", ou: "Sandbox", roles: [] },
  { id: "999900001111", name: "retired-labs", ou: "Sandbox", state: "SUSPENDED" },
];

/** The estate of `lambda-inventory demo`: the same on every machine and every day. */
export function demoEstate(): Estate {
  return estate({
    aggregators: [DEMO_AGGREGATOR],
    accounts: ACCOUNTS.map((account) => ({
      regions: DEFAULT_REGIONS,
      permissionSets: ["ReadOnlyAccess"],
      ...account,
      webFunctions: WEB_FUNCTIONS[account.name ?? ""] ?? {},
      functions: functionsOf(account.name ?? ""),
    })),
  });
}

function functionsOf(account: string): Readonly<Record<string, readonly FunctionSpec[]>> {
  const byRegion = new Map<string, FunctionSpec[]>();
  const put = (region: string, ...functions: readonly FunctionSpec[]): void => {
    byRegion.set(region, [...(byRegion.get(region) ?? []), ...functions]);
  };
  let region = "";
  for (const line of DEMO_FUNCTIONS[account] ?? []) {
    if (line.startsWith("@")) region = line.slice(1);
    else put(region, fromLine(line, account, region));
  }
  for (const more of [ODD_FUNCTIONS, TOOL_FUNCTIONS, FEATURE_FUNCTIONS]) {
    for (const [place, functions] of Object.entries(more[account] ?? {})) put(place, ...functions);
  }
  return Object.fromEntries(byRegion);
}

/** `name runtime last-modified last-invoked description`; `-`: never invoked. */
function fromLine(line: string, account: string, region: string): FunctionSpec {
  const [name = "", runtime = "", modified = "", invoked = "", ...description] = line.split(/ +/);
  const seed = hash(`${account} ${region} ${name}`);
  const old = /^(nodejs1[0-8]|python[23]\.[2-9]$|java8$|go1)/.test(runtime);
  return {
    name,
    ...runtimeSettings(runtime),
    LastModified: `${modified}T${clock(seed)}.${String(seed % 1000).padStart(3, "0")}+0000`,
    Description: description.join(" "),
    MemorySize: 128 << (seed % 4),
    Timeout: [3, 15, 30, 60, 300][seed % 5] ?? 3,
    Architectures: [!old && seed % 3 === 0 ? "arm64" : "x86_64"],
    Environment: { Variables: { STAGE: "prod", API_TOKEN: `${SECRET_MARK}-${hex(seed, 20)}` } },
    tags: { ...deploymentTags(account, name), ...teamTags(account, name, seed) },
    ...(invoked === "-" ? {} : { lastInvoked: invoked }),
    ...(runtime === "image" && { image: DEMO_IMAGES[name] ?? {} }),
  };
}

function clock(seed: number): string {
  return [seed % 24, (seed >> 5) % 60, (seed >> 11) % 60]
    .map((part) => String(Math.abs(part)).padStart(2, "0"))
    .join(":");
}
