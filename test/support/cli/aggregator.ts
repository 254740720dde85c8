/** An organization with an aggregator of AWS Config: two accounts can be read, the role of the third does not exist. */
import {
  type AggregatorSpec,
  estate,
  type Fault,
  SECRET_MARK,
  type Simulator,
  startSimulator,
} from "../../../simulator/index.ts";
import type { Report } from "../../../src/model/report.ts";
import { type Ended, program } from "./program.ts";

export const HUB = "111111111111";
export const SHOP = "222222222222";
export const CLOSED = "333333333333";

export interface World {
  readonly aggregator?: Partial<AggregatorSpec> | "none";
  readonly faults?: readonly Fault[];
  readonly pageSize?: number;
  readonly organization?: boolean;
  /** The third account has its role. */
  readonly open?: boolean;
  /** More functions of the second account, by region. */
  readonly more?: Readonly<Record<string, readonly string[]>>;
  /** Runs in the account and region of these variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly accountId?: string;
}

export interface Run extends Ended {
  readonly report: Report | undefined;
  readonly simulator: Simulator;
}

const FUNCTIONS = {
  "eu-west-1": [
    {
      name: "api",
      Runtime: "nodejs18.x",
      tags: { team: "shop" },
      Environment: { Variables: { TOKEN: `${SECRET_MARK}-1` } },
    },
    { name: "batch", Runtime: "python3.14" },
    { name: "image", PackageType: "Image" as const },
  ],
  "us-east-1": ["cleanup java8"],
};

export function simulated({
  aggregator = {},
  faults = [],
  pageSize = 50,
  organization = true,
  open = false,
  more = {},
}: World) {
  return startSimulator({
    estate: estate({
      organization,
      accounts: [
        { name: "hub", functions: { "us-east-1": ["own nodejs22.x"] } },
        { name: "shop", functions: { ...FUNCTIONS, ...more } },
        { name: "closed", functions: FUNCTIONS, ...(open ? {} : { roles: [] }) },
      ],
      aggregators: aggregator === "none" ? [] : [{ name: "org", ...aggregator }],
    }),
    faults,
    pageSize,
  });
}

/** `list --org` with these arguments, as JSON unless they name a format. */
export async function scanned(world: World, ...argv: readonly string[]): Promise<Run> {
  const simulator = await simulated(world);
  try {
    const format = argv.includes("-f") ? [] : ["-f", "json"];
    const source = argv.includes("-a") ? [] : ["--org"];
    const ended = await program(["list", ...source, ...format, ...argv], {
      env: { ...simulator.env(world.accountId), ...world.env },
    });
    const report = ended.stdout.startsWith("{") ? (JSON.parse(ended.stdout) as Report) : undefined;
    return { ...ended, report, simulator };
  } finally {
    await simulator.close();
  }
}

/** `account/region/name`, and where each is known from. */
export function sources(report: Report | undefined): readonly string[] {
  return (report?.functions ?? []).map(
    ({ accountId, region, functionName, source }) =>
      `${accountId.slice(0, 1)}/${region}/${functionName} ${source}`,
  );
}
