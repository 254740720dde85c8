import { UserError } from "../../model/failure.ts";
import { COMMANDS, type CommandName } from "./commands.ts";
import { mistake } from "./complaints.ts";
import { type Given, isOn } from "./given.ts";

/** The ways to say which accounts, and what each excludes. `profile` beside a file or `org` is the base of it. */
const EXCLUDES = {
  profile: ["all-profiles", "sso"],
  "all-profiles": ["profile", "accounts", "org", "sso"],
  accounts: ["all-profiles", "org", "sso"],
  org: ["all-profiles", "accounts", "sso"],
  sso: ["profile", "all-profiles", "accounts", "org"],
} as const satisfies Record<string, readonly string[]>;

/** An option, those of which one must be there for it to be read, and what is wrong without them. */
const NEEDS = {
  ou: { of: ["org"], problem: "is for --org, which is not given" },
  "exclude-ou": { of: ["org"], problem: "is for --org, which is not given" },
  "sso-role": { of: ["sso"], problem: "is for --sso, which is not given" },
  sso: { of: ["sso-role"], problem: "has no role to enter accounts with" },
  "external-id": { of: ["role", "accounts", "org"], problem: "is for a role, and none is to be assumed" },
  "session-name": { of: ["role", "accounts", "org"], problem: "is for a role, and none is to be assumed" },
} as const satisfies Record<string, { readonly of: readonly string[]; readonly problem: string }>;

/** They say how, not which: a standing wish of the environment, for the runs in which it has a use. */
const STANDING = ["sso-role", "external-id", "session-name"] as const satisfies (keyof typeof NEEDS)[];

/** They name what the demo's organization has not. */
const ELSEWHERE = ["ou", "exclude-ou", "role"] as const;

type Options = Map<string, Given>;

/**
 * Throws UserError for account options that contradict each other or lack their companion. A source on the
 * command line silences those of the environment that it excludes, and what depends on them. The demo discovers its
 * own organization unless the command line says otherwise: what the environment names is elsewhere.
 */
export function settleSources(command: CommandName, options: Options): void {
  if (!Object.hasOwn(COMMANDS[command].options, "accounts")) return;
  if (command === "demo") forget(options, [...Object.keys(EXCLUDES), ...ELSEWHERE]);
  silence(options);
  for (const [name, others] of Object.entries(EXCLUDES)) {
    const other = others.find((it) => isOn(options.get(it)));
    if (isOn(options.get(name)) && other !== undefined) throw contradiction(options, name, other);
  }
  const isOrg = command === "demo" && !Object.keys(EXCLUDES).some((name) => isOn(options.get(name)));
  for (const [name, { of, problem }] of Object.entries(NEEDS)) {
    const given = options.get(name);
    if (!given || of.some((it) => isOn(options.get(it)) || (isOrg && it === "org"))) continue;
    const wanted = either(of.map((it) => `--${it}`));
    throw mistake(given, given.texts.join(","), problem, `Add ${wanted}, or leave it out.`);
  }
  demandOneBase(options);
}

function silence(options: Options): void {
  const excluded: readonly string[] = Object.entries(EXCLUDES).flatMap(([name, others]) =>
    isOn(options.get(name)) && options.get(name)?.from === "argv" ? others : [],
  );
  const silenced = forget(options, excluded);
  for (const [name, { of }] of Object.entries(NEEDS)) {
    if (of.some((it) => isOn(options.get(it)))) continue;
    const isStanding = STANDING.some((it) => it === name);
    if (isStanding || of.some((it) => silenced.includes(it))) forget(options, [name]);
  }
}

/** Takes these out where the environment gave them; returns which those were. */
function forget(options: Options, names: readonly string[]): readonly string[] {
  const forgotten = names.filter((name) => options.get(name)?.from === "environment");
  for (const name of forgotten) options.delete(name);
  return forgotten;
}

function contradiction(options: Options, name: string, other: string): UserError {
  const [a, b] = [place(options, name), place(options, other)];
  return new UserError(`${a} and ${b} both say which accounts to read`, "Give one of the two.");
}

/** `--role, --accounts, or --org`; the formatter takes 20 ms to make, so that only a mistake makes it. */
function either(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(words);
}

function demandOneBase(options: Options): void {
  const profiles = options.get("profile")?.texts.flatMap((text) => text.split(",")) ?? [];
  const source = ["accounts", "org"].find((name) => isOn(options.get(name)));
  if (profiles.length < 2 || source === undefined) return;
  throw new UserError(
    `${place(options, "profile")} ${profiles.join(",")}: with ${place(options, source)} one profile is the base`,
    `Give the one profile to start from; each entry of an accounts file may name its own.`,
  );
}

function place(options: Options, name: string): string {
  return options.get(name)?.place ?? `--${name}`;
}
