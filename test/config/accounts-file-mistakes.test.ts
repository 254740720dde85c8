/** Mistakes in the file as a whole. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseSource } from "../../src/config/source.ts";
import { folder, KEYS, type Mistake, ONE, refuses, refusesEach } from "../support/config/mistakes.ts";

const SETTINGS =
  "Keys: role, externalId, sessionName, mfaSerial, profile, sso, ssoRole, regions, excludeRegions.";
const ROOT_KEYS = "Keys: catalogue, defaults, accounts, vars.";
const EXAMPLE =
  'It lists accounts: [{id: "111122223333", role: LambdaInventoryReadOnly}]; see accounts.example.yaml.';
const VALID = "The file has to be valid YAML or JSON.";

const MISTAKES: readonly Mistake[] = [
  // The whole file
  ["", ":1:1: the file is empty", EXAMPLE],
  ["# to be written\n", ":1:1: the file is empty", EXAMPLE],
  ["111122223333", ':1:1: "111122223333" is no mapping', 'Give a mapping with the key "accounts".'],
  ["- id: x\n", ":1:1: a list is no mapping", 'Give a mapping with the key "accounts".'],
  ["defaults: {role: x}\n", ":1:1: there is no key accounts", EXAMPLE],
  ["accounts: []\n", ":1:11: accounts: is empty", EXAMPLE],
  [
    "accounts:\n",
    ":1:10: accounts: nothing is no list",
    'Give a list: accounts such as [{id: "111122223333"}].',
  ],
  [
    "accounts: {a: b}\n",
    ":1:11: accounts: a mapping is no list",
    'Give a list: accounts such as [{id: "111122223333"}].',
  ],
  ["account: []\n", ":1:1: account: unknown key", `Did you mean accounts? ${ROOT_KEYS}`],
  ["subscriptions: []\n", ":1:1: subscriptions: unknown key", ROOT_KEYS],
  [`defaults:\n  rol: x\n${ONE}`, ":2:3: defaults.rol: unknown key", `Did you mean role? ${SETTINGS}`],
  [
    `defaults: Reader\n${ONE}`,
    ':1:11: defaults: "Reader" is no mapping',
    "Give a mapping such as {role: LambdaInventoryReadOnly}.",
  ],
  [`catalogue: 7\n${ONE}`, ":1:12: catalogue: 7 without quotes is a number, no text", 'Quote it: "7".'],

  // YAML and JSON
  ['accounts:\n  - id: "1111\n', ':3:1: missing closing "quote', VALID],
  ["accounts:\n\t- id: x\n", ":2:1: a tab cannot indent YAML; use spaces", VALID],
  [`${ONE}   name: x\n`, ":3:1: sequence item without - indicator", VALID],
  [`${ONE}    name: x\n    name: y\n`, ":4:5: this key stands here twice", VALID],
  [`${ONE}---\n${ONE}`, ":3:1: a second document begins here; the file may hold one", VALID],
  [
    `${ONE}    name: *nobody\n`,
    ":3:11: accounts[0].name: there is no anchor &nobody",
    "Define the anchor before it is used.",
  ],
  [`${ONE}    7: x\n`, ":3:5: accounts[0]: this key is no text", "Write the key as a word."],
  [`${ONE}    "": x\n`, ':3:5: accounts[0]."": unknown key', KEYS],
  [
    '{"accounts": [\n  {"id": "111122223333", "rol": "x"}]}',
    ":2:26: accounts[0].rol: unknown key",
    `Did you mean role? ${KEYS}`,
  ],
  [`${ONE}    <<: {rol: x}\n`, ':3:10: accounts[0]."<<".rol: unknown key', `Did you mean role? ${KEYS}`],
];

refusesEach(MISTAKES);

test("refuses a file that is not there, a folder, and what is no text", async () => {
  await refuses(
    "none.yaml",
    "accounts file none.yaml: there is no such file",
    "Check the path given to --accounts.",
  );
  mkdirSync(join(folder, "sub"));
  await refuses("sub", "accounts file sub is a folder", "Name a file in it.");
  writeFileSync(join(folder, "latin1.yaml"), Buffer.from("accounts:\n  - name: Zürich\n", "latin1"));
  await refuses("latin1.yaml", "accounts file latin1.yaml is no UTF-8 text", "Save it as UTF-8.");
});

test("refuses a file that is too large to be one, without reading it", async () => {
  const bytes = 33 * 1024 * 1024;
  writeFileSync(join(folder, "huge.yaml"), Buffer.alloc(bytes));
  await refuses(
    "huge.yaml",
    `accounts file huge.yaml has ${bytes} bytes`,
    "It may have 33554432: is it the right file?",
  );
});

test("a file that is nested thousands deep is refused, not a crash", () => {
  const text = `accounts:\n${"- ".repeat(20_000)}x`;
  assert.throws(() => parseSource("deep.yaml", text), {
    name: "UserError",
    message: /^(accounts file deep\.yaml|deep\.yaml:2:\d+: this) is nested too deeply$/,
  });
});
