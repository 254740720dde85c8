/** Accounts and helpers for the tests of `check`. */
import type { TestContext } from "node:test";
import {
  type AccountSpec,
  estate,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { idle, until } from "../simulator/waiting.ts";
import { type Ended, program } from "./program.ts";

export const HUB: AccountSpec = {
  name: "hub",
  functions: { "eu-west-1": ["secret-project nodejs20.x", "b", "c"] },
};
/** How `shop` is accessed. */
export const VIA = "environment variables → arn:aws:iam::222222222222:role/LambdaInventoryReadOnly";
export const ALL_ACTIONS = [
  "ec2:DescribeRegions",
  "lambda:ListFunctions",
  "tag:GetResources",
  "lambda:ListTags",
  "cloudwatch:GetMetricData",
  "lambda:ListAliases",
  "lambda:ListVersionsByFunction",
];

export async function simulate(
  t: TestContext,
  accounts: readonly AccountSpec[],
  options: Omit<SimulatorOptions, "estate"> = {},
): Promise<Simulator> {
  const simulator = await startSimulator({ estate: estate({ accounts }), ...options });
  t.after(() => simulator.close());
  return simulator;
}

/** What `check --all` prints. */
export function check(simulator: Simulator, argv: string, interrupt?: Promise<unknown>): Promise<Ended> {
  return problems(simulator, `--all ${argv}`, interrupt);
}

export function problems(simulator: Simulator, argv: string, interrupt?: Promise<unknown>): Promise<Ended> {
  const args = argv.split(" ").filter((word) => word !== "");
  return program(["check", ...args], { env: simulator.env(), ...(interrupt && { interrupt }) });
}

/** An account with two regions whose role allows these actions. */
export function shop(allows: readonly string[] = ["*"], more: Partial<AccountSpec> = {}): AccountSpec {
  const roles = [{ name: "LambdaInventoryReadOnly", allows }];
  return { name: "shop", functions: { "eu-west-1": ["api"], "us-east-1": [] }, roles, ...more };
}

interface JsonTarget {
  readonly region: string;
  readonly status: string;
  readonly message: string;
  readonly checks: readonly {
    readonly action: string;
    readonly ok: boolean | null;
    readonly code: string;
    readonly message: string;
  }[];
}

export function targetsIn({ stdout }: Ended): readonly JsonTarget[] {
  return JSON.parse(stdout);
}

/** Resolves after this many requests of this action, when all responses that do not hang have been read. */
export async function asked(simulator: Simulator, action: string, times: number): Promise<void> {
  await until(() => simulator.requests.count(action) >= times);
  await idle(simulator);
}
