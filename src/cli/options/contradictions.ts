import { UserError } from "../../model/failure.ts";
import { roleArnParts } from "../../model/role-arn.ts";
import type { Format } from "../../report/formats.ts";
import type { CommandName } from "./commands.ts";
import { type Given, isOn } from "./given.ts";
import { demandNotice } from "./notify.ts";
import { REPORT_OPTIONS } from "./report.ts";
import { MERGE_OPTIONS } from "./tables.ts";

type Options = Map<string, Given>;

/**
 * Throws UserError for options on the command line that make no sense together. What the environment says gives
 * way instead: it was not written for this run.
 */
export function demandSense(command: CommandName, options: Options, words: readonly string[]): void {
  demandOneTone(options);
  demandFormatOf("group-by", command, options);
  demandFormatOf("bom", command, options);
  demandNotice(options);
  demandRoleOfOneAccount(options);
  demandOneStdin(options, words);
  if (command === "diff" && words.length === 2) demandNoScan(options);
}

function demandOneTone(options: Options): void {
  const [quiet, verbose] = [options.get("quiet"), options.get("verbose")];
  if (!isOn(quiet) || !isOn(verbose)) return;
  if (quiet?.from === verbose?.from) {
    throw new UserError(
      `${quiet?.place} and ${verbose?.place} contradict each other`,
      "Give one of the two.",
    );
  }
  options.delete(quiet?.from === "environment" ? "quiet" : "verbose");
}

/** Options that only some formats have a place for. */
const FORMATS_OF = {
  "group-by": { formats: ["table", "markdown"], lacks: "headings", hint: "; in the others, use --sort" },
  bom: { formats: ["csv", "tsv"], lacks: "byte order mark", hint: "" },
} as const satisfies Record<string, { readonly formats: readonly Format[]; lacks: string; hint: string }>;

function demandFormatOf(name: keyof typeof FORMATS_OF, command: CommandName, options: Options): void {
  const given = options.get(name);
  const preset = command === "merge" ? MERGE_OPTIONS.format.default : REPORT_OPTIONS.format.default;
  const format = options.get("format")?.texts.at(-1) ?? preset;
  const { formats, lacks, hint }: { formats: readonly string[]; lacks: string; hint: string } =
    FORMATS_OF[name];
  if (!given || !isOn(given) || formats.includes(format)) return;
  if (given.from === "environment") {
    options.delete(name);
    return;
  }
  const value = name === "bom" ? "" : ` ${given.texts.join(",")}`;
  throw new UserError(
    `${given.place}${value}: the format ${format} has no ${lacks}`,
    `Give --format ${formats.join(" or ")}${hint}.`,
  );
}

/** The ARN of a role says which account it is in. */
function demandRoleOfOneAccount(options: Options): void {
  const role = options.get("role");
  const arn = role?.texts[0] ?? "";
  if (!role || !roleArnParts(arn)) return;
  const profiles = options.get("profile")?.texts.join(",").split(",") ?? [];
  const many = ["org", "all-profiles", "sso"].find((name) => isOn(options.get(name)));
  const source = many ?? (profiles.length > 1 && !options.has("accounts") ? "profile" : undefined);
  if (source === undefined) return;
  throw new UserError(
    `${role.place}: ${arn} is a role of one account, and --${source} reads several`,
    "Give the role's name: its ARN is built for each account.",
  );
}

/** Reports may come from stdin, which can be read once. */
function demandOneStdin(options: Options, words: readonly string[]): void {
  const reports = [...words, ...["resume", "since"].flatMap((name) => options.get(name)?.texts ?? [])];
  const count = reports.filter((path) => path === "-").length;
  if (count < 2) return;
  throw new UserError(
    `"-" is given ${count} times, and stdin holds one report`,
    "Name a file for each other.",
  );
}

/** With two reports nothing is scanned. */
const OF_COMPARISON: ReadonlySet<string> = new Set([
  "format",
  "output",
  "query",
  "fail-on",
  "color",
  "quiet",
]);

function demandNoScan(options: Options): void {
  const [option] = [...options].filter(([name, { from }]) => from === "argv" && !OF_COMPARISON.has(name));
  if (!option) return;
  const problem = `${option[1].place} is for a scan, and diff OLD NEW compares two reports`;
  throw new UserError(problem, "Leave it out, or leave NEW out to compare with a fresh scan.");
}
