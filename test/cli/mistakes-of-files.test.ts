/** Several files with mistakes: one run lists the mistakes of all of them. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cleanEnv, program } from "../support/cli/program.ts";
import { reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("mistakes");

const FILES = {
  "accounts.yaml": "accounts: [{id: 1}]",
  "owners.yaml": "owners: [{owner: a}, {match: {nam: b}, owner: c}]",
  "waivers.yaml": 'waivers:\n  - match: {name: "*"}',
  "catalogue.json": '{"asOf": "2026-10-03"}',
  "project.yaml": "options: {within: soon}\nowner: []",
  "broken.json": '{"schemaVersion": 1, "startedAt": "2026-11-01T00:00:00.000Z"',
  "list.csv": "accountId,region\n",
  "good.yaml": "options: {within: 90, owners: owners.yaml, waivers: waivers.yaml}",
};
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(cwd, name), text);
writeFileSync(join(cwd, "saved.json"), JSON.stringify(reportOf([])));
mkdirSync(join(cwd, "weeks"));
writeFileSync(join(cwd, "weeks", "1.json"), JSON.stringify(reportOf([])));
writeFileSync(join(cwd, "weeks", "2.json"), "[]");
writeFileSync(
  join(cwd, "weeks", "3.json"),
  JSON.stringify({ ...reportOf([]), startedAt: "2026-11-22T08:00:00.000Z" }).slice(0, -20),
);

const [ACCOUNTS, OWNERS, WAIVERS] = ["--accounts", "--owners", "--waivers"].map((option) => [
  option,
  `${option.slice(2)}.yaml`,
]) as [string[], string[], string[]];
const CATALOGUE = ["--catalogue", "catalogue.json"];
const RULES = [...OWNERS, ...WAIVERS];
const ALL = [...ACCOUNTS, ...RULES, ...CATALOGUE];
const MISTAKES = {
  "project.yaml": [/project\.yaml:1:19: options\.within: /, /project\.yaml:2:1: /],
  "accounts.yaml": [/accounts\.yaml:1:17: accounts\[0\]\.id: /],
  "owners.yaml": [
    /owners\.yaml:1:10: owners\[0\]: has no match/,
    /owners\.yaml:1:31: owners\[1\]\.match\.nam: /,
  ],
  "waivers.yaml": [/waivers\.yaml:2:5: waivers\[0\]: has no until/],
  "catalogue.json": [/catalogue catalogue\.json/],
  "owners.yaml as a catalogue": [/catalogue owners\.yaml/],
  "broken.json": [/broken\.json is cut off/],
  "list.csv": [/list\.csv is CSV, not a JSON report/],
  weeks: [/weeks\/2\.json is /, /weeks\/3\.json is cut off/],
} as const;

const CASES: readonly (readonly [string, readonly string[], readonly (keyof typeof MISTAKES)[]])[] = [
  ["list", ALL, ["accounts.yaml", "owners.yaml", "waivers.yaml", "catalogue.json"]],
  ["plan", ALL, ["accounts.yaml", "owners.yaml", "waivers.yaml", "catalogue.json"]],
  ["check", [...ACCOUNTS, ...RULES], ["accounts.yaml", "owners.yaml", "waivers.yaml"]],
  ["role", RULES, ["owners.yaml", "waivers.yaml"]],
  ["report saved.json", [...RULES, ...CATALOGUE], ["owners.yaml", "waivers.yaml", "catalogue.json"]],
  ["merge saved.json", RULES, ["owners.yaml", "waivers.yaml"]],
  // Saved reports beside them
  [
    "report broken.json list.csv",
    [...RULES, "-f", "html", "--since", "weeks"],
    ["broken.json", "list.csv", "owners.yaml", "waivers.yaml", "weeks"],
  ],
  [
    "merge broken.json list.csv",
    [...RULES, "-f", "html", "--since", "weeks"],
    ["broken.json", "list.csv", "owners.yaml", "waivers.yaml", "weeks"],
  ],
  ["diff broken.json list.csv", [], ["broken.json", "list.csv"]],
  [
    "diff broken.json",
    ALL,
    ["broken.json", "accounts.yaml", "owners.yaml", "waivers.yaml", "catalogue.json"],
  ],
  [
    "plan list.csv",
    ["--since", "broken.json", ...RULES],
    ["broken.json", "list.csv", "owners.yaml", "waivers.yaml"],
  ],
  ["plan", ["--since", "broken.json", ...RULES], ["broken.json", "owners.yaml", "waivers.yaml"]],
  ["trend list.csv broken.json weeks", [], ["list.csv", "broken.json", "weeks"]],
  [
    "list",
    ["--resume", "broken.json", "-f", "html", "--since", "weeks", ...RULES],
    ["owners.yaml", "waivers.yaml", "broken.json", "weeks"],
  ],
  [
    "runtimes",
    ["--catalogue", "owners.yaml", "--compare", "catalogue.json"],
    ["owners.yaml as a catalogue", "catalogue.json"],
  ],
  ["list", ["--config", "good.yaml", ...CATALOGUE], ["owners.yaml", "waivers.yaml", "catalogue.json"]],
  [
    "list",
    ["--config", "project.yaml", ...ALL],
    ["project.yaml", "accounts.yaml", "owners.yaml", "waivers.yaml", "catalogue.json"],
  ],
];

test("a report in place of an accounts, owners, waivers or project file is recognized", async () => {
  for (const [option, what] of [
    ["--accounts", "accounts file"],
    ["--owners", "owners file"],
    ["--waivers", "waivers file"],
    ["--config", "project file"],
  ] as const) {
    const { code, stderr } = await program(["list", option, "saved.json"], { env: cleanEnv({}), cwd });
    const message = `${what} saved.json is JSON that lambda-inventory wrote, such as a report`;
    assert.deepEqual([code, stderr], [2, `lambda-inventory: ${message}\n  Is this the right file?\n`]);
  }
});

for (const [command, options, files] of CASES) {
  test(`${command}: the mistakes of ${files.join(", ")} are listed in one run`, async () => {
    const argv = [...command.split(" "), ...options];
    const { code, stdout, stderr } = await program(argv, { env: cleanEnv({}), cwd });
    assert.deepEqual([code, stdout], [2, ""], stderr);
    let from = 0;
    for (const mistake of files.flatMap((file): readonly RegExp[] => MISTAKES[file])) {
      const found = stderr.slice(from).search(mistake);
      assert.notEqual(found, -1, `${mistake} in order in\n${stderr}`);
      from += found;
    }
  });
}
