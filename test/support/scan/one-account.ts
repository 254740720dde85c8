/** One account, scanned over real HTTP with a role assumed from another one. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Fault, Simulator } from "../../../simulator/index.ts";
import { compilePatterns } from "../../../src/config/patterns.ts";
import type { CoverageRow } from "../../../src/model/coverage.ts";
import type { ReportAccount } from "../../../src/model/report.ts";
import { fixed } from "../../../src/scan/concurrency.ts";
import { createLimiter } from "../../../src/scan/limiter.ts";
import { newProgress, scan } from "../../../src/scan/scan.ts";
import { Stop } from "../../../src/scan/stop.ts";
import { type AccountLike, account, connect, home, simulate } from "../aws/world.ts";

const HUB = "111111111111";
export const ONE = "222222222222";
export const REGIONS = ["ap-northeast-1", "eu-west-1", "us-east-1"];
const TWO_EACH = Object.fromEntries(REGIONS.map((region) => [region, ["a", "b"]]));
const SPEC = {
  accounts: [
    { id: HUB, regions: REGIONS },
    { id: ONE, regions: REGIONS, functions: TWO_EACH },
  ],
};

interface Scanned {
  readonly rows: readonly string[];
  readonly coverage: readonly CoverageRow[];
  readonly account: ReportAccount | undefined;
  readonly progress: ReturnType<typeof newProgress>;
  readonly simulator: Simulator;
}

interface Asked {
  readonly faults?: readonly Fault[];
  readonly of?: AccountLike;
  readonly wants?: (accountId: string, region: string) => boolean;
  readonly timeoutMs?: number;
  readonly stop?: Stop;
  readonly pageSize?: number;
}

/** Scans account ONE with a role assumed from HUB. */
export async function scanOne(
  t: TestContext,
  { faults = [], of = {}, ...options }: Asked = {},
): Promise<Scanned> {
  const { pageSize = 50 } = options;
  const simulator = await simulate(t, SPEC, { faults, pageSize });
  const { stop = new Stop(), timeoutMs = 60_000, wants = () => true } = options;
  const limiter = createLimiter(fixed(8), stop);
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { maxAttempts: 1, limit: limiter.run });
  const one = account({ id: ONE, name: "one", roles: ["LambdaInventoryReadOnly"], ...of });
  const progress = newProgress();
  const coverage: CoverageRow[] = [];
  const accounts: ReportAccount[] = [];
  const extras = { extras: [], wantsExtras: () => true, versions: "latest" } as const;
  const request = { accounts: [one], concurrency: fixed(8), timeoutMs, wants, ...extras };
  for await (const item of scan(aws, request, stop, progress)) {
    if (item.kind === "account") accounts.push(item.account);
    else coverage.push(item.result.row);
  }
  assert.equal(accounts.length, 1);
  return {
    rows: coverage.map(({ region, status, stage, code }) => `${region} ${status} ${stage} ${code}`.trim()),
    coverage,
    account: accounts[0],
    progress,
    simulator,
  };
}

export const regions = (include: string[] | undefined, exclude?: string[]) => ({
  regions: {
    include: include && compilePatterns(include),
    exclude: exclude && compilePatterns(exclude),
  },
});
