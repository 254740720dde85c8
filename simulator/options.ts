/** The command line of the simulator: arguments enter; numbers, flags and the usage text leave. */
import { parseArgs } from "node:util";
import { UserError } from "../src/model/failure.ts";
import { quoted } from "../src/model/quoted.ts";
import { UserErrors } from "../src/model/user-errors.ts";

/** `most`: the largest number; without it the value is a text, or none where `flag` is set. */
const OPTIONS = {
  estate: { value: "FILE", help: "JSON file: the argument of estate(). Default: the estate of the demo." },
  accounts: { value: "N", least: 1, most: 100_000, help: "Generate this many accounts instead." },
  regions: { value: "N", least: 1, most: 100, preset: 17, help: "Regions of each generated account." },
  functions: { value: "N", most: 1_000_000, preset: 3, help: "Functions in each account and region." },
  "functions-in-one": {
    value: "N",
    most: 100_000_000,
    help: "Functions in the first region of the first account.",
  },
  seed: { value: "N", most: 2 ** 32, preset: 1, help: "Another seed generates other functions." },
  latency: { value: "MS", most: 1_000_000, preset: 0, help: "Delay of each response, in milliseconds." },
  "page-size": { value: "N", least: 1, most: 10_000, preset: 50, help: "Functions on a page." },
  port: { value: "N", most: 65_535, preset: 0, help: "0 is a free port." },
  verify: { flag: true, help: "Check the signatures of requests." },
  help: { flag: true, help: "Print this text." },
} as const satisfies Readonly<Record<string, Entry>>;

interface Entry {
  readonly value?: string;
  /** Default: 0. */
  readonly least?: number;
  readonly most?: number;
  readonly preset?: number;
  readonly flag?: true;
  readonly help: string;
}

type Name = keyof typeof OPTIONS;
type NumberName = { [N in Name]: (typeof OPTIONS)[N] extends { readonly most: number } ? N : never }[Name];
type Preset<N extends Name> = (typeof OPTIONS)[N] extends { readonly preset: number }
  ? number
  : number | undefined;

export interface Settings {
  /** The path of a JSON file. */
  readonly estate: string | undefined;
  readonly verify: boolean;
  readonly help: boolean;
  readonly numbers: { readonly [N in NumberName]: Preset<N> };
}

/** Throws one `UserError` for all mistakes. */
export function readSettings(argv: readonly string[]): Settings {
  const { values, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    options: Object.fromEntries(
      Object.entries<Entry>(OPTIONS).map(([name, { flag }]) => [name, { type: flag ? "boolean" : "string" }]),
    ),
  });
  const errors = new UserErrors();
  for (const word of positionals) errors.add(new UserError(`unexpected argument ${quoted(word)}`, SEE_HELP));
  const read = new Map(
    Object.entries(values).map(([name, value]) => [name, errors.attempt(() => readValue(name, value))]),
  );
  for (const name of OF_GENERATED)
    if (read.has(name) && !read.has("accounts"))
      errors.add(new UserError(`--${name} requires --accounts`, `Add --accounts N, or omit --${name}.`));
  if (read.has("estate") && read.has("accounts"))
    errors.add(new UserError("--estate and --accounts cannot be combined", "Use one of the two."));
  errors.throwIfAny();
  const numbers = Object.entries<Entry>(OPTIONS).flatMap(([name, { most, preset }]) =>
    most === undefined ? [] : [[name, read.get(name) ?? preset]],
  );
  return {
    estate: read.get("estate") as string | undefined,
    verify: read.has("verify"),
    help: read.has("help"),
    numbers: Object.fromEntries(numbers),
  };
}

/** What an estate that is generated has, and others do not. */
const OF_GENERATED = ["regions", "functions", "functions-in-one", "seed"] as const satisfies readonly Name[];

const SEE_HELP = "Run `npx tsx simulator/main.ts --help` to see all options.";

function readValue(name: string, value: unknown): unknown {
  if (!Object.hasOwn(OPTIONS, name)) throw new UserError(`unknown option ${quoted(`--${name}`)}`, SEE_HELP);
  const { flag, least = 0, most, value: placeholder }: Entry = OPTIONS[name as Name];
  if (flag) {
    if (value !== true) throw new UserError(`--${name} takes no value`, SEE_HELP);
    return true;
  }
  if (typeof value !== "string" || value === "")
    throw new UserError(`--${name} requires a value`, `For example --${name} ${placeholder}.`);
  if (most === undefined) return value;
  if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
  throw new UserError(
    `--${name} must be a whole number from ${least} to ${most}, not ${quoted(value)}`,
    SEE_HELP,
  );
}

export function usageText(): string {
  const lines = Object.entries<Entry>(OPTIONS).map(([name, { value, preset, help }]) => {
    const left = `  --${name}${value === undefined ? "" : ` ${value}`}`;
    return `${left.padEnd(24)}${help}${preset === undefined ? "" : ` Default: ${preset}.`}`;
  });
  return [
    "Simulates an AWS organization on loopback, and prints its address and keys as a line of JSON.",
    "",
    "Usage: npx tsx simulator/main.ts [OPTION]...",
    "",
    ...lines,
    "",
    "It serves GET /_simulator/requests, POST /_simulator/reset and POST /_simulator/faults: see docs/simulator.md.",
    "",
  ].join("\n");
}
