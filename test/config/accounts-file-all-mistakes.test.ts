/** All mistakes of a file are reported in one run. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { accountsFileOf } from "../../src/config/accounts-file.ts";
import { parseSource } from "../../src/config/source.ts";
import { UserError } from "../../src/model/failure.ts";
import { program } from "../support/cli/program.ts";
import { folder } from "../support/config/mistakes.ts";

function mistakesOf(text: string): string[] {
  try {
    accountsFileOf(parseSource("a.yaml", text), "/");
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error.message.split("\n");
  }
  return [];
}

const MANY = `defaults:
  profil: hub
accounts:
  - id: 11112222333
    rol: Reader
  - name: x
    regions: [eu-wset-1, us-*, nowhere]
  - id: "222233334444"
    role: arn:aws:iam::999988887777:role/Reader
  - id: "222233334444"
    externalId: 7
  - id: "222233334444"
    name: a
    name: b
owner: me
`;

test("every mistake is listed with line, column, path and remedy, in the order of the file", () => {
  const KEYS =
    "Keys: id, name, role, externalId, sessionName, mfaSerial, profile, sso, ssoRole, regions, excludeRegions, tags.";
  const newer = (name: string) => `If the region is newer than this version, use a pattern: "${name}*".`;
  const remove = "Remove one of the two.";
  assert.deepEqual(mistakesOf(MANY), [
    "a.yaml has 11 mistakes",
    ...[
      "  a.yaml:2:3: defaults.profil: unknown key",
      `    Did you mean profile? ${KEYS.replace(/id, name, |, tags/g, "")}`,
    ],
    '  a.yaml:4:9: accounts[0].id: "11112222333" is not a valid account id: 12 digits expected, 11 found',
    '    An account id is 12 digits, without dashes, e.g. "111122223333".',
    ...["  a.yaml:5:5: accounts[0].rol: unknown key", `    Did you mean role? ${KEYS}`],
    ...["  a.yaml:6:5: accounts[1]: has no id", '    Add the account id: id: "111122223333".'],
    '  a.yaml:7:15: accounts[1].regions[0]: unknown region "eu-wset-1"',
    `    Did you mean eu-west-1? ${newer("eu-wset-1")}`,
    ...['  a.yaml:7:32: accounts[1].regions[2]: unknown region "nowhere"', `    ${newer("nowhere")}`],
    "  a.yaml:10:5: accounts[3]: account 222233334444 is already listed at a.yaml:8:5: accounts[2]",
    `    ${remove}`,
    ...[
      "  a.yaml:11:17: accounts[3].externalId: expected a string, found the number 7",
      '    Quote it: "7".',
    ],
    "  a.yaml:12:5: accounts[4]: account 222233334444 is already listed at a.yaml:8:5: accounts[2]",
    `    ${remove}`,
    ...["  a.yaml:14:5: accounts[4].name: duplicate key", `    ${remove}`],
    ...["  a.yaml:15:1: owner: unknown key", "    Keys: catalogue, defaults, accounts, vars."],
  ]);
});

test("contradictions are listed with the other mistakes, once the values they are about are right", () => {
  const text = `accounts:
  - id: "111122223333"
    role: arn:aws:iam::999988887777:role/Reader
  - id: "222233334444"
    sso: company
    rol: Reader
  - id: "333344445555"
    sso: company
`;
  assert.deepEqual(
    mistakesOf(text).filter((_, i) => i % 2 === 1),
    [
      "  a.yaml:2:5: accounts[0]: arn:aws:iam::999988887777:role/Reader is a role of account 999988887777, not of 111122223333",
      "  a.yaml:6:5: accounts[1].rol: unknown key",
      "  a.yaml:7:5: accounts[2]: sso company requires ssoRole",
    ],
  );
});

test("errors of the YAML itself are all listed", () => {
  const lines = mistakesOf('accounts:\n  - id: "111122223333"\n\t- x\n  - {a: 1\n');
  assert.match(lines[0] ?? "", /^a\.yaml has \d+ mistakes$/);
  assert.ok(
    lines.some((line) => /^ {2}a\.yaml:3:1: YAML cannot be indented with tabs/.test(line)),
    lines.join("\n"),
  );
});

test("twenty mistakes are listed, and the rest counted", () => {
  const lines = mistakesOf(`accounts:\n${"  - name: x\n".repeat(30)}`);
  assert.equal(lines.length, 1 + 20 * 2 + 1);
  assert.deepEqual([lines[0], lines.at(-1)], ["a.yaml has 30 mistakes", "  and 10 more"]);
});

test("the program prints them on stderr, exits with 2 and prints no report", async () => {
  writeFileSync(join(folder, "many.yaml"), MANY);
  const { code, stdout, stderr } = await program(["--accounts", "many.yaml"], { cwd: folder });
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(
    stderr,
    /^lambda-inventory: many\.yaml has 11 mistakes\n {2}many\.yaml:2:3: defaults\.profil: /,
  );
  assert.equal(stderr.split("\n").length, 24);
});
