import { UserError } from "../../model/failure.ts";
import { COMMANDS, type CommandName } from "./commands.ts";
import type { Given } from "./given.ts";

/** The ways to say which accounts, and what each excludes. `profile` beside a file or `org` is the base of it. */
const EXCLUDES = {
  profile: ["all-profiles", "sso"],
  "all-profiles": ["profile", "accounts", "org", "sso"],
  accounts: ["all-profiles", "org", "sso"],
  org: ["all-profiles", "accounts", "sso"],
  sso: ["profile", "all-profiles", "accounts", "org"],
} as const satisfies Record<string, readonly string[]>;

/** An option, and those of which one must be there for it to be read. */
const NEEDS = {
  ou: ["org"],
  "exclude-ou": ["org"],
  "sso-role": ["sso"],
  sso: ["sso-role"],
  "external-id": ["role", "accounts", "org"],
  "session-name": ["role", "accounts", "org"],
} as const satisfies Record<string, readonly string[]>;

type Options = Map<string, Given>;

/**
 * Throws UserError for account options that contradict each other or lack their companion. A source on the
 * command line silences those of the environment that it excludes, and what depends on them. The demo discovers
 * an organization unless it is told otherwise.
 */
export function settleSources(command: CommandName, options: Options): void {
  if (!Object.hasOwn(COMMANDS[command].options, "accounts")) return;
  silence(options);
  for (const [name, others] of Object.entries(EXCLUDES)) {
    const other = others.find((it) => isOn(options, it));
    if (isOn(options, name) && other !== undefined) throw contradiction(options, name, other);
  }
  const isOrg = command === "demo" && !Object.keys(EXCLUDES).some((name) => isOn(options, name));
  for (const [name, companions] of Object.entries(NEEDS)) {
    const isThere = companions.some((it) => isOn(options, it) || (isOrg && it === "org"));
    if (options.has(name) && !isThere) throw lonely(options, name, companions);
  }
  demandOneBase(options);
}

function silence(options: Options): void {
  const excluded: readonly string[] = Object.entries(EXCLUDES).flatMap(([name, others]) =>
    isOn(options, name) && options.get(name)?.from === "argv" ? others : [],
  );
  const silenced = excluded.filter((name) => options.get(name)?.from === "environment");
  for (const name of silenced) options.delete(name);
  for (const [name, companions] of Object.entries(NEEDS)) {
    const lost =
      companions.every((it) => !isOn(options, it)) && companions.some((it) => silenced.includes(it));
    if (lost && options.get(name)?.from === "environment") options.delete(name);
  }
}

/** `--org=false` is as good as none. */
function isOn(options: Options, name: string): boolean {
  const given = options.get(name);
  return given !== undefined && given.texts.at(-1) !== "false";
}

function contradiction(options: Options, name: string, other: string): UserError {
  const [a, b] = [place(options, name), place(options, other)];
  return new UserError(`${a} and ${b} both say which accounts to read`, "Give one of the two.");
}

function lonely(options: Options, name: string, companions: readonly string[]): UserError {
  const values = options.get(name)?.texts.join(",") ?? "";
  const wanted = companions.map((it) => `--${it}`).join(" or ");
  return new UserError(
    `${place(options, name)} ${values}: needs ${wanted}`,
    `Add ${wanted}, or leave it out.`,
  );
}

function demandOneBase(options: Options): void {
  const profiles = options.get("profile")?.texts.flatMap((text) => text.split(",")) ?? [];
  const source = ["accounts", "org"].find((name) => isOn(options, name));
  if (profiles.length < 2 || source === undefined) return;
  throw new UserError(
    `${place(options, "profile")} ${profiles.join(",")}: with ${place(options, source)} one profile is the base`,
    `Give the one profile to start from; each entry of an accounts file may name its own.`,
  );
}

function place(options: Options, name: string): string {
  return options.get(name)?.place ?? `--${name}`;
}
