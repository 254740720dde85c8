import { quoted } from "../../../model/quoted.ts";
import { either } from "../../../model/words.ts";
import { COMMANDS } from "../../commands.ts";
import { nameOf } from "../entry.ts";
import {
  type Constraint,
  type Context,
  type Given,
  type Givens,
  isOn,
  itemsOf,
  outranks,
  withoutKeys,
} from "../given.ts";
import type { READ_OPTIONS } from "../reading.ts";

type Key = keyof typeof READ_OPTIONS;

/**
 * The options that say which accounts, and what each excludes. A profile beside a file or `org` is their base, but one of a
 * stronger source takes the place of the accounts in a project file.
 */
const EXCLUDES = {
  profiles: ["allProfiles", "sso"],
  allProfiles: ["profiles", "accountsFile", "org", "sso"],
  accountsFile: ["allProfiles", "org", "sso"],
  org: ["allProfiles", "accountsFile", "sso"],
  sso: ["profiles", "allProfiles", "accountsFile", "org"],
} as const satisfies Partial<Record<Key, readonly Key[]>>;

/** An option, and those of which it requires one. */
const REQUIRES = {
  ous: ["org"],
  excludeOus: ["org"],
  ssoRoles: ["sso"],
  sso: ["ssoRoles"],
  externalId: ["role", "accountsFile", "org"],
  sessionName: ["role", "accountsFile", "org"],
} as const satisfies Partial<Record<Key, readonly Key[]>>;

/** They say how to access accounts, not which: in the environment they may stay set for runs that ignore them. */
const STANDING: readonly string[] = [
  "ssoRoles",
  "externalId",
  "sessionName",
] satisfies (keyof typeof REQUIRES)[];

const SOURCES = Object.keys(EXCLUDES);
/** The demo has its own accounts: in the environment, these are ignored. */
const NOT_IN_DEMO: readonly string[] = [...SOURCES, "ous", "excludeOus", "role"];

/**
 * Account options that exclude or require each other. A source on the command line overrides those in the environment
 * that it excludes, with what depends on them. The demo discovers its own organization unless told otherwise.
 */
export const settleSources: Constraint = (given, { command, complain }) => {
  if (!Object.hasOwn(COMMANDS[command].options, "accountsFile")) return given;
  const isDemo = command === "demo";
  const settled = withoutOverridden(isDemo ? withoutStanding(given, NOT_IN_DEMO) : given);
  demandOneSource(settled, complain);
  const isOrg = isDemo && !SOURCES.some((key) => isOn(settled.get(key)));
  demandCompanions(settled, isOrg, complain);
  demandOneBase(settled, complain);
  return settled;
};

function withoutStanding(given: Givens, keys: readonly string[]): Givens {
  return withoutKeys(
    given,
    keys.filter((key) => given.get(key)?.from !== "command line"),
  );
}

function withoutOverridden(given: Givens): Givens {
  const overridden: string[] = Object.entries(EXCLUDES).flatMap(([key, others]) => {
    const source = given.get(key);
    if (!source || !isOn(source)) return [];
    return others.filter((other) => outranksOption(source, given.get(other)));
  });
  const [profiles, accounts] = [given.get("profiles"), given.get("accountsFile")];
  if (profiles && accounts?.isSection && outranks(profiles, accounts)) overridden.push("accountsFile");
  const rest = withoutKeys(given, overridden);
  const orphans = Object.entries(REQUIRES).filter(
    ([key, wanted]: [string, readonly string[]]) =>
      !wanted.some((it) => isOn(rest.get(it))) &&
      (STANDING.includes(key) || wanted.some((it) => overridden.some((other) => other === it))),
  );
  return withoutStanding(
    rest,
    orphans.map(([key]) => key),
  );
}

function outranksOption(source: Given, other: Given | undefined): boolean {
  return other !== undefined && outranks(source, other);
}

type Complain = Context["complain"];

function demandOneSource(given: Givens, complain: Complain): void {
  for (const [index, [key, others]] of Object.entries(EXCLUDES).entries()) {
    const later = others.filter((it) => SOURCES.indexOf(it) > index);
    const other = later.find((it) => isOn(given.get(it)));
    if (!isOn(given.get(key)) || other === undefined) continue;
    const [a, b] = [given.get(key)?.place, given.get(other)?.place];
    complain(`${a} and ${b} cannot be combined`, "Use one of the two.");
  }
}

function demandCompanions(given: Givens, isOrg: boolean, complain: Complain): void {
  for (const [key, wanted] of Object.entries(REQUIRES)) {
    const option = given.get(key);
    if (!option || wanted.some((it) => isOn(given.get(it)) || (isOrg && it === "org"))) continue;
    const flags = wanted.map(flagOf);
    const problem = flags.length === 1 ? `requires ${flags[0]}` : "has no effect: no role is being assumed";
    complain(`${option.place} ${problem}`, `Add ${either(flags)}, or omit ${option.place}.`);
  }
}

function flagOf(key: Key): string {
  return `--${nameOf(key, COMMANDS.list.options[key])}`;
}

function demandOneBase(given: Givens, complain: Complain): void {
  const profiles = itemsOf(given.get("profiles"));
  const source = [given.get("accountsFile"), given.get("org")].find(isOn);
  if (profiles.length < 2 || source === undefined) return;
  const { place } = given.get("profiles") ?? { place: "--profile" };
  complain(
    `${source.place} takes a single ${place} (the one to start from), not ${quoted(profiles.join(","))}`,
    "Pass one profile. Each entry of an accounts file may name its own.",
  );
}
