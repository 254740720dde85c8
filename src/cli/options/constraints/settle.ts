/**
 * What must hold between the options of one command. Each constraint takes what was given and returns what counts; it
 * complains of options of the command line that contradict each other. What the environment says gives way
 * instead: it was not written for this run.
 */
import { UserError } from "../../../model/failure.ts";
import { quoted } from "../../../model/quoted.ts";
import { roleArnParts } from "../../../model/role-arn.ts";
import { DEPRECATED_STATUSES } from "../../../model/runtime.ts";
import type { UserErrors } from "../../../model/user-errors.ts";
import { isTagColumn } from "../../../report/columns.ts";
import type { CommandName } from "../../commands.ts";
import {
  type Constraint,
  type Context,
  type Given,
  type Givens,
  isOn,
  isOnCommandLine,
  itemsOf,
  lastOf,
  outranks,
  withOption,
  withoutKeys,
} from "../given.ts";
import { settleSources } from "./account-sources.ts";
import { settleAggregator } from "./aggregator.ts";
import { fittingFormat, formatFromOutput, knownFormat } from "./formats.ts";
import { settleQuery } from "./query.ts";
import { noScanOptions } from "./without-scan.ts";

/** What a project file sends to a file is the report, in its format: what these commands print must not replace it. */
const NOT_REPORTS: readonly CommandName[] = ["accounts", "runtimes", "role", "plan", "trend", "diff"];

const outputOfProject: Constraint = (given, { command }) => {
  const isOfProject = (key: string) => given.get(key)?.from === "project file";
  if (!NOT_REPORTS.includes(command) || !isOfProject("output")) return given;
  return withoutKeys(given, ["output", "format"].filter(isOfProject));
};

/** `--deprecated` is short for three statuses. */
const expandDeprecated: Constraint = (given) => {
  const deprecated = given.get("deprecated");
  if (!deprecated || !isOn(deprecated)) return given;
  const { values, place, from } = given.get("statuses") ?? { ...deprecated, values: [] };
  return withOption(given, "statuses", { values: [...values, ...DEPRECATED_STATUSES], place, from });
};

/** What is known only from tags. */
const impliesTags: Constraint = (given) => {
  const option = given.get("tagged") ?? given.get("ownerTags") ?? tagColumn(given);
  const extras = given.get("extras");
  if (!option || itemsOf(extras).includes("tags")) return given;
  return withOption(given, "extras", {
    place: extras?.place ?? option.place,
    from: extras?.from ?? option.from,
    values: [...(extras?.values ?? []), "tags"],
  });
};

function tagColumn(given: Givens): Given | undefined {
  return ["columns", "sort"]
    .flatMap((key) => given.get(key) ?? [])
    .find((option) => itemsOf(option).some((item) => isTagColumn(item.replace(/^-/, ""))));
}

/** They exclude each other. */
const quietOrVerbose: Constraint = (given, { complain }) => {
  const [quiet, verbose] = [given.get("quiet"), given.get("verbose")];
  if (!quiet || !verbose || !isOn(quiet) || !isOn(verbose)) return given;
  if (quiet.from === verbose.from)
    complain(`${quiet.place} and ${verbose.place} cannot be combined`, "Use one of the two.");
  return withoutKeys(given, [outranks(quiet, verbose) ? "verbose" : "quiet"]);
};

/** Options that only matter for a notice; `--since` for the HTML page, too. */
const noticeOptions: Constraint = (given, { command, complain }) => {
  // There, --since is about the states of work items, and --report-url about their texts.
  if (command === "plan" || given.has("notify")) return given;
  const isPage = lastOf(given.get("format")) === "html";
  const only = ["notifyAlways", "reportUrl", ...(isPage ? [] : ["since"])];
  for (const option of only.flatMap((key) => given.get(key) ?? []).filter(isOnCommandLine)) {
    const { place } = option;
    const page = option === given.get("since") ? "; or --format html, whose page shows the changes" : "";
    if (command === "report")
      complain(`${place} requires --format html`, "Add it, or use `lambda-inventory diff`.");
    else complain(`${place} requires --notify`, `Add --notify slack or --notify webhook${page}.`);
  }
  return withoutKeys(given, only);
};

/** The two need each other, and take the place of --output. */
const splitOutput: Constraint = (given, { complain }) => {
  const [by, dir, output] = ["splitBy", "outputDir", "output"].map((key) => given.get(key));
  const [one, other] = by ? [by, "--output-dir"] : [dir, "--split-by"];
  if (one && !(by && dir)) {
    if (isOnCommandLine(one))
      complain(`${one.place} requires ${other}`, `Add ${other}, or omit ${one.place}.`);
    return withoutKeys(given, ["splitBy", "outputDir"]);
  }
  if (!dir || !output) return given;
  if (dir.from === output.from)
    complain(`${dir.place} and ${output.place} cannot be combined`, "Use one of the two.");
  return withoutKeys(given, outranks(dir, output) ? ["output"] : ["splitBy", "outputDir"]);
};

/** A role's ARN names its account. */
const roleOfOneAccount: Constraint = (given, { complain }) => {
  const role = given.get("role");
  const arn = lastOf(role);
  if (!role || !roleArnParts(arn)) return given;
  const many = [given.get("org"), given.get("allProfiles"), given.get("sso")].find(isOn);
  const profiles = given.has("accountsFile") ? [] : itemsOf(given.get("profiles"));
  const source = many ?? (profiles.length > 1 ? given.get("profiles") : undefined);
  if (source)
    complain(
      `${role.place}: ${quoted(arn)} is a role in one account, but ${source.place} reads several`,
      "Pass the name of the role: its ARN is built for each account.",
    );
  return given;
};

/** Reports may come from stdin, which can be read once. */
const oneStdin: Constraint = (given, { words, complain }) => {
  const options = ["resume", "since"].flatMap((key) => given.get(key)?.values ?? []);
  if ([...words, ...options].filter((path) => path === "-").length > 1)
    complain('"-" (stdin) can be used only once', "Pass a file for the other report.");
  return given;
};

/** In this order: a later one sees what the earlier ones left. */
const CONSTRAINTS: readonly Constraint[] = [
  outputOfProject,
  settleSources,
  settleAggregator,
  splitOutput,
  formatFromOutput,
  settleQuery,
  quietOrVerbose,
  fittingFormat,
  noticeOptions,
  roleOfOneAccount,
  oneStdin,
  noScanOptions,
  expandDeprecated,
  impliesTags,
];

/**
 * What counts of what was given. An invalid option is not among it, so a complaint that names one is not made: it may be
 * only a consequence.
 */
export function settle(given: Givens, context: Omit<Context, "complain">, errors: UserErrors): Givens {
  const known = knownFormat(given, context.command, errors);
  const invalid = new Set(errors.found.flatMap(optionsIn));
  const complain: Context["complain"] = (message, hint) => {
    const error = new UserError(message, hint);
    if (!optionsIn(error).some((name) => invalid.has(name))) errors.add(error);
  };
  return CONSTRAINTS.reduce<Givens>(
    (before, constraint) => constraint(before, { ...context, complain }),
    known,
  );
}

/** The options that a message names, as `org` for `--org`, `LAMBDA_INVENTORY_ORG` and `options.org`. */
function optionsIn({ message, hint }: UserError): readonly string[] {
  const found = `${message} ${hint}`.matchAll(/(?:--|LAMBDA_INVENTORY_|options\.)([a-z][a-z_-]*)/gi);
  return [...found].map(([, name = ""]) => name.toLowerCase().replaceAll("_", "-"));
}
