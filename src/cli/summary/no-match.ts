/** The message for filters that keep no function: which filters, how many functions they looked at, and what was probably meant. */
import { functionsRead } from "../../model/coverage.ts";
import type { Patterns } from "../../model/patterns.ts";
import type { RunTail } from "../../model/report.ts";
import { withoutUrlSecrets } from "../../model/secure-url.ts";
import { counted } from "../../model/words.ts";
import type { RowFilter } from "../../report/filter.ts";
import type { Messages } from "../messages.ts";

/** Filters that name something; a name that matches nothing may be misspelt. */
const NAMING = {
  "--owner": ({ owners }) => sourceOf(owners),
  "--tag": ({ tagged = new Map() }) =>
    [...tagged].flatMap(([key, patterns]) => sourceOf(patterns).map((pattern) => `${key}=${pattern}`)),
  "--managed-by": ({ managedBy }) => sourceOf(managedBy),
  "--name": ({ names }) => sourceOf(names),
  "--exclude-name": ({ excludeNames }) => sourceOf(excludeNames),
  "--runtime": ({ runtimes }) => sourceOf(runtimes),
  "--exclude-runtime": ({ excludeRuntimes }) => sourceOf(excludeRuntimes),
} as const satisfies Record<string, (filter: RowFilter) => readonly string[]>;

/** Filters of a fixed set of values: that nothing matches may be good news. */
const CHOOSING = {
  "--status": ({ statuses = [] }) => statuses,
  "--action": ({ actions = [] }) => actions,
} as const satisfies Record<string, (filter: RowFilter) => readonly string[]>;

function sourceOf(patterns: Patterns | undefined): readonly string[] {
  return patterns?.source ?? [];
}

/** @param hasTags whether the tags of functions were read */
export function tellOfNoMatch(
  filter: RowFilter & { readonly ownersFile?: unknown },
  { summary, accounts, coverage, looked }: RunTail,
  hasTags: boolean,
  to: Messages,
): void {
  const read = looked?.functions ?? functionsRead(coverage);
  const misspelt = looked?.misspelt ?? [];
  if (summary.functions > 0) {
    for (const { written, meant } of misspelt)
      to.warn(`no function matches ${written}; did you mean ${meant}?`);
    return;
  }
  if (read === 0) return;
  const naming = textsOf(NAMING, filter);
  const hasFile = filter.ownersFile !== undefined;
  const all = filterTexts(filter);
  if (all === "") return;
  const text = `no function matches ${all} (${counted(read, "function")} read)`;
  const meant = misspelt.map((each) => each.meant).join(" ");
  if (naming.length === 0) to.note(text);
  else if (meant !== "") to.warn(`${text}; did you mean ${meant}?`);
  else
    to.warn(
      text +
        nameHint(filter) +
        ownersHint(filter, { hasEmail: accounts.some(({ email }) => email), hasTags, hasFile }),
    );
}

/** The filters as they were given: `--owner payments --status expiring`. */
export function filterTexts(filter: RowFilter): string {
  return [...textsOf(NAMING, filter), ...textsOf(CHOOSING, filter)].join(" ");
}

/** The options that choose accounts and regions as they were given: `--account payments --region eu-*`. */
export function targetTexts(options: TargetOptions): string {
  const { accounts, excludeAccounts, regions, excludeRegions } = options;
  const all = {
    "--account": accounts,
    "--exclude-account": excludeAccounts,
    "--region": regions,
    "--exclude-region": excludeRegions,
  };
  return Object.entries(all)
    .flatMap(([name, patterns]) => (patterns ? [optionText(name, patterns.source)] : []))
    .join(" ");
}

/** An option as it was given; a URL that was pasted into it may hold a secret. */
function optionText(name: string, values: readonly string[]): string {
  return withoutUrlSecrets(`${name} ${values.join(",")}`);
}

export interface TargetOptions {
  readonly accounts?: Patterns | undefined;
  readonly excludeAccounts?: Patterns | undefined;
  readonly regions?: Patterns | undefined;
  readonly excludeRegions?: Patterns | undefined;
}

/** A name without wildcards is compared as a whole, and upper case counts. */
function nameHint({ names }: RowFilter): string {
  const [name = ""] = names?.literal ? names.source : [];
  return /^\w+$/.test(name) ? `; names must match completely, so use --name '*${name}*' for a part` : "";
}

/** Why owners that exist may not be found. */
function ownersHint(
  { owners }: RowFilter,
  known: Record<"hasEmail" | "hasTags" | "hasFile", boolean>,
): string {
  if (owners === undefined) return "";
  if (known.hasEmail && owners.matches("none"))
    return "; an account's e-mail address counts as owner, so use --owner '*@*' for those without another";
  const sources = [
    ...(known.hasFile ? [] : ["add --owners FILE, which says who owns what"]),
    ...(known.hasTags ? [] : ["scan with --with tags if tags name the owners"]),
  ];
  return sources.length === 0 ? "" : `; ${sources.join(", or ")}`;
}

function textsOf(
  filters: Readonly<Record<string, (filter: RowFilter) => readonly string[]>>,
  filter: RowFilter,
): readonly string[] {
  return Object.entries(filters).flatMap(([name, valuesOf]) => {
    const values = valuesOf(filter);
    return values.length === 0 ? [] : [optionText(name, values)];
  });
}
