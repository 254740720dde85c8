/** What the documents list is what the program has: options, exit codes, formats, columns, keys of the accounts file. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SERVICES } from "../../src/aws/transport/settings.ts";
import { COMMAND_NAMES } from "../../src/cli/commands.ts";
import { EXIT } from "../../src/cli/exit.ts";
import { readAccountsFile } from "../../src/config/accounts-file.ts";
import { SETTINGS } from "../../src/config/settings.ts";
import { COVERAGE_STATUSES } from "../../src/model/coverage.ts";
import { FORMAT_NAMES } from "../../src/report/formats.ts";
import { builtinCatalogue } from "../../src/runtimes/catalogue.ts";
import { ROOT, textOf } from "../support/docs/pages.ts";
import { everyOption, optionsReference } from "../support/docs/reference.ts";

const READMES = ["README.md", "README.ja.md"];
const OPTIONS = "docs/options.md";

test("the page of options is that of the option table", () => {
  const page = textOf(OPTIONS);
  const [, begin = "", end = ""] =
    /^([\s\S]*<!-- options: .* -->\n)[\s\S]*(<!-- \/options -->[\s\S]*)$/.exec(page) ?? [];
  const expected = `${begin}\n${optionsReference()}\n\n${end}`;
  if (process.env.UPDATE_DOCS) writeFileSync(join(ROOT, OPTIONS), expected);
  else assert.equal(page, expected, "run: UPDATE_DOCS=1 npm test docs/reference");
});

test("every option is on the page of options", () => {
  const text = textOf(OPTIONS);
  const absent = everyOption().filter((name) => !new RegExp(`\`--${name}[ \`]`).test(text));
  assert.deepEqual(absent, []);
});

for (const page of [...READMES, "docs/exit-codes.md"]) {
  test(`the exit codes in ${page} are those of the program`, () => {
    const rows = [...textOf(page).matchAll(/^\| (`\d+`(?:, `\d+`)*) \|/gm)].map(([, codes = ""]) => codes);
    const codes = rows.flatMap((row) => row.match(/\d+/g) ?? []).map(Number);
    assert.deepEqual(codes, Object.values(EXIT));
  });
}

test("docs/exit-codes.md has every command once", () => {
  const [, table = ""] = /^\| command \|.*\n((?:\|.*\n)+)/m.exec(textOf("docs/exit-codes.md")) ?? [];
  const named = table.split("\n").flatMap((row) => row.split("|")[1]?.match(/[a-z]+/g) ?? []);
  assert.deepEqual(named.sort(), [...COMMAND_NAMES].sort());
});

for (const page of [...READMES, "docs/formats.md"]) {
  test(`every format is listed in ${page}`, () => {
    const rows = [...textOf(page).matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, names = ""]) =>
      names.split(", ").map((name) => name.slice(1, -1)),
    );
    assert.deepEqual(
      FORMAT_NAMES.filter((name) => !rows.includes(name)),
      [],
    );
  });
}

test("the page on the catalogue says of which day it is", () => {
  const [, day] = /The built-in catalogue is of (\S+)\. /.exec(textOf("docs/catalogue.md")) ?? [];
  assert.equal(day, builtinCatalogue().asOf);
});

test("the page on the network has the endpoint variable of every service", () => {
  const text = textOf("docs/network.md");
  const variables = SERVICES.map((service) => `_${service.replaceAll(" ", "_").toUpperCase()}\``);
  assert.deepEqual(
    variables.filter((variable) => !text.includes(variable)),
    [],
  );
});

test("every status of the ledger is explained", () => {
  const text = textOf("docs/regions.md");
  assert.deepEqual(
    [...text.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, status]) => status),
    COVERAGE_STATUSES,
  );
});

test("accounts.example.yaml is read, and shows every key", async () => {
  const { accounts, defaults } = await readAccountsFile("accounts.example.yaml", ROOT);
  assert.deepEqual(
    accounts.map(({ name }) => name),
    ["payments-prod", "payments-dev", "partner", "security", "sandbox", "data"],
  );
  assert.equal(defaults.role?.[0]?.role, "LambdaInventoryReadOnly");
  const text = readFileSync(join(ROOT, "accounts.example.yaml"), "utf8");
  const keys = ["id", "name", "tags", ...Object.keys(SETTINGS)];
  assert.deepEqual(
    keys.filter((key) => !new RegExp(`^[ -]*${key}:`, "m").test(text)),
    [],
  );
  const page = textOf("docs/accounts.md");
  assert.deepEqual(
    keys.filter((key) => !new RegExp(`^\\|.*\`${key}\`.*\\|.*\\|$`, "m").test(page)),
    [],
  );
});
