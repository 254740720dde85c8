import { assemble, buildRole, DEFAULT_ROLE } from "./build.ts";
import type { Estate, EstateAccount, EstateFunction, FunctionList } from "./estate.ts";
import { lazyList } from "./lists.ts";
import { organize } from "./organize.ts";
import { hash, pick } from "./random.ts";
import { partitionNamed, regionsWith } from "./regions.ts";
import { type Variant, variants } from "./variants.ts";

/** An estate of any size: functions are created on demand, always the same ones. */
export interface GenerateOptions {
  readonly seed?: number;
  readonly accounts: number;
  /** This many of the partition's regions (default-enabled ones first), or these. */
  readonly regions: number | readonly string[];
  readonly functionsPerTarget: number;
  /** One big target; `account` counts from 0. Default: the first region of the first account. */
  readonly functionsIn?: { readonly account?: number; readonly region?: string; readonly count: number };
  readonly partition?: string;
}

const UNITS = ["Workloads/Prod", "Workloads/Staging", "Workloads/Dev", "Sandbox", "Infrastructure"] as const;
const WORDS = [
  "order",
  "invoice",
  "user",
  "image",
  "report",
  "search",
  "audit",
  "cart",
  "event",
  "mail",
] as const;
const VERBS = [
  "sync",
  "export",
  "resize",
  "notify",
  "index",
  "cleanup",
  "import",
  "poll",
  "route",
  "sign",
] as const;

export function generateEstate(options: GenerateOptions): Estate {
  const { seed = 1, partition = "aws" } = options;
  const regions = regionNames(options.regions, partition);
  const shared = variants(seed, 512);
  const { organization, parentOf } = organize(accountId(0), UNITS);
  const accounts = Array.from({ length: options.accounts }, (_, index): EstateAccount => {
    const id = accountId(index);
    const counts = countsOf(options, index, regions);
    const lists = new Map<string, FunctionList>();
    return {
      id,
      name: accountName(index),
      email: `aws+${id}@example.com`,
      state: "ACTIVE",
      partition,
      parentId: parentOf(index === 0 ? "" : unitOf(index)),
      joinedAt: new Date(Date.UTC(2020, 0, 1 + index)),
      regions: regionsWith(partition, regions),
      roles: index === 0 ? [] : [buildRole({ name: DEFAULT_ROLE }, accountId(0))],
      permissionSets: ["ReadOnly"],
      controlPolicies: [],
      functions: (region) => {
        const list =
          lists.get(region) ?? functionsOf(`${seed} ${id} ${region}`, counts.get(region) ?? 0, shared);
        lists.set(region, list);
        return list;
      },
    };
  });
  return assemble(partition, accounts, organization);
}

function regionNames(wanted: number | readonly string[], partition: string): readonly string[] {
  if (typeof wanted !== "number") return wanted;
  const { defaultRegions, optInRegions } = partitionNamed(partition);
  return [...defaultRegions, ...optInRegions].slice(0, wanted);
}

function accountId(index: number): string {
  return String(100_000_000_001 + index);
}

function accountName(index: number): string {
  return index === 0 ? "management" : `team-${String(index).padStart(4, "0")}`;
}

function unitOf(index: number): string {
  return pick(UNITS, hash(`unit ${index}`) / 0x1_0000_0000);
}

function countsOf(
  options: GenerateOptions,
  account: number,
  regions: readonly string[],
): ReadonlyMap<string, number> {
  const big = options.functionsIn;
  const bigRegion = big && (big.account ?? 0) === account ? (big.region ?? regions[0]) : undefined;
  return new Map(
    regions.map((region) => [region, region === bigRegion && big ? big.count : options.functionsPerTarget]),
  );
}

function functionsOf(scope: string, count: number, shared: readonly Variant[]): FunctionList {
  const number = hash(scope);
  return lazyList(
    count,
    (index) => functionAt(number, index, shared),
    (name) => Number(/-(\d+)$/.exec(name)?.[1] ?? Number.NaN) - 1,
  );
}

/** `invoice-export-000042`: the number is the index in the list; the words give another alphabetical order. */
function functionAt(scope: number, index: number, shared: readonly Variant[]): EstateFunction {
  const mixed = Math.imul(scope ^ (index * 0x9e3779b9), 0x85ebca6b) >>> 8;
  const words = `${WORDS[mixed % 10]}-${VERBS[Math.floor(mixed / 10) % 10]}`;
  const variant = shared[Math.floor(mixed / 100) % shared.length];
  if (!variant) throw new RangeError("no variants");
  return { name: `${words}-${String(index + 1).padStart(6, "0")}`, ...variant };
}
