/** The options in docs/api.md are those of the programmatic interface, and in the order of its tables. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { optionProperties } from "../../scripts/public-types.ts";
import { OPTION_TABLES } from "../../src/api/options.ts";
import { nameOf, type OptionTable } from "../../src/cli/options/entry.ts";
import { ROOT, textOf } from "../support/docs/pages.ts";

const PAGE = "docs/api.md";

const OF = { ScanOptions: "`scan`", ReportOptions: "`report`", RenderOptions: "`renderReport`" } as const;

function optionsText(): string {
  return Object.entries(OPTION_TABLES)
    .map(([name, table]) => `**${OF[name as keyof typeof OF]}**\n\n${tableText(table)}`)
    .join("\n\n");
}

function tableText(table: OptionTable): string {
  const rows = optionProperties(table).map(({ key, type }) => {
    const entry = table[key];
    return `| \`${key}\` | \`${shortType(type)}\` | \`--${entry ? nameOf(key, entry) : ""}\` |`;
  });
  return ["| option | type | command line |\n|---|---|---|", ...rows].join("\n");
}

/** Long lists of words are those of the command line. */
function shortType(type: string): string {
  const plain = type.replace(/ \| undefined$/, "").replaceAll("readonly ", "");
  const isLong = plain.split(" | ").length > 7;
  return (isLong ? (plain.endsWith("[]") ? "string[]" : "string") : plain).replaceAll("|", "\\|");
}

test("the options of the programmatic interface are on its page", () => {
  const page = textOf(PAGE);
  const [, begin = "", end = ""] =
    /^([\s\S]*<!-- options: .* -->\n)[\s\S]*(<!-- \/options -->[\s\S]*)$/.exec(page) ?? [];
  const expected = `${begin}\n${optionsText()}\n\n${end}`;
  if (process.env.UPDATE_DOCS) writeFileSync(join(ROOT, PAGE), expected);
  else assert.equal(page, expected, "run: UPDATE_DOCS=1 npm test docs/api");
});
