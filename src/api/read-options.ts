import { readBoolean } from "../cli/options/argv.ts";
import { demandSense } from "../cli/options/contradictions.ts";
import type { Given } from "../cli/options/given.ts";
import { scan } from "../cli/options/shapes.ts";
import { settleSources } from "../cli/options/sources.ts";
import { SCAN_OPTIONS } from "../cli/options/tables.ts";
import { readValues } from "../cli/options/values.ts";
import type { ScanOptions as CliOptions } from "../cli/options.ts";
import { UserError } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import type { ScanOptions } from "./options.ts";

/** The option of the command line that each stands for: it is read, and found wrong, by the same rules. */
export const NAMES = {
  profiles: "profile",
  allProfiles: "all-profiles",
  accountsFile: "accounts",
  org: "org",
  ous: "ou",
  excludeOus: "exclude-ou",
  sso: "sso",
  ssoRoles: "sso-role",
  role: "role",
  externalId: "external-id",
  sessionName: "session-name",
  accounts: "account",
  excludeAccounts: "exclude-account",
  shard: "shard",
  regions: "region",
  excludeRegions: "exclude-region",
  runtimes: "runtime",
  statuses: "status",
  names: "name",
  versions: "versions",
  extras: "with",
  within: "within",
  catalogue: "catalogue",
  asOf: "as-of",
  concurrency: "concurrency",
  timeout: "timeout",
  deadline: "deadline",
  maxAttempts: "max-attempts",
  endpointUrl: "endpoint-url",
} as const satisfies Record<Exclude<keyof ScanOptions, Callbacks>, keyof typeof SCAN_OPTIONS>;

type Callbacks = "signal" | "onWarning";
const CALLBACKS: readonly string[] = ["signal", "onWarning"] satisfies Callbacks[];

/** Throws a `UserError` for what the command line would refuse too; its message names the property. */
export function readOptions(options: ScanOptions): CliOptions {
  const given = new Map<string, Given>();
  for (const [key, value] of Object.entries(options) as [string, unknown][]) {
    if (value === undefined || CALLBACKS.includes(key)) continue;
    const name = optionOf(key);
    given.set(name, { texts: textsOf(key, name, value), place: key, from: "argv" });
  }
  settleSources("list", given);
  demandSense("list", given, []);
  return scan(readValues(SCAN_OPTIONS, given));
}

function optionOf(key: string): (typeof NAMES)[keyof typeof NAMES] {
  if (isKey(key)) return NAMES[key];
  const meant = nearest(key, [...Object.keys(NAMES), ...CALLBACKS]);
  const hint = meant === undefined ? "See docs/api.md for those that there are." : `Did you mean ${meant}?`;
  throw new UserError(`${key} is no option of a scan`, hint);
}

function isKey(key: string): key is keyof typeof NAMES {
  return Object.hasOwn(NAMES, key);
}

function textsOf(key: string, name: keyof typeof SCAN_OPTIONS, value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) {
    throw new UserError(`${key} is an empty list`, "Name at least one, or leave it out.");
  }
  const texts = values.map((each) => textOf(key, each));
  return SCAN_OPTIONS[name].kind === "flag" ? texts.map((text) => String(readBoolean(text, key))) : texts;
}

function textOf(key: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (key === "shard" && typeof value === "object" && value !== null && "index" in value && "count" in value)
    return `${value.index}/${value.count}`;
  throw new UserError(`${key} holds ${value === null ? "null" : `a value of type ${typeof value}`}`);
}
