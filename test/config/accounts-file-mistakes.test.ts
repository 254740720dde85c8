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
const KEY_VALUE = "Write it as key: value.";
const VALID = "The file must be valid YAML or JSON.";

const MISTAKES: readonly Mistake[] = [
  // The whole file
  ["", ":1:1: the file is empty", EXAMPLE],
  ["# to be written\n", ":1:1: the file is empty", EXAMPLE],
  ["111122223333", ':1:1: expected a mapping with the key "accounts", found a single value', KEY_VALUE],
  ["- id: x\n", ':1:1: expected a mapping with the key "accounts", found a list', KEY_VALUE],
  ["defaults: {role: x}\n", ":1:1: has no accounts", EXAMPLE],
  ["accounts: []\n", ":1:11: accounts: is empty", EXAMPLE],
  ["accounts:\n", ":1:10: accounts: expected a list, found nothing", 'For example: [{id: "111122223333"}].'],
  [
    "accounts: {a: b}\n",
    ":1:11: accounts: expected a list, found a mapping",
    'For example: [{id: "111122223333"}].',
  ],
  ["account: []\n", ":1:1: account: unknown key", `Did you mean accounts? ${ROOT_KEYS}`],
  [`subscriptions: []\n${ONE}`, ":1:1: subscriptions: unknown key", ROOT_KEYS],
  [`defaults:\n  rol: x\n${ONE}`, ":2:3: defaults.rol: unknown key", `Did you mean role? ${SETTINGS}`],
  [
    `defaults: Reader\n${ONE}`,
    ':1:11: defaults: expected a mapping such as {role: LambdaInventoryReadOnly}, found "Reader"',
    KEY_VALUE,
  ],
  [`catalogue: 7\n${ONE}`, ":1:12: catalogue: expected a string, found the number 7", 'Quote it: "7".'],

  // YAML and JSON
  ['accounts:\n  - id: "1111\n', ':3:1: missing closing "quote', VALID],
  ["accounts:\n\t- id: x\n", ":2:1: YAML cannot be indented with tabs; use spaces", VALID],
  [`${ONE}   name: x\n`, ":3:1: sequence item without - indicator", VALID],
  [`${ONE}    name: x\n    name: y\n`, ":4:5: accounts[0].name: duplicate key", "Remove one of the two."],
  [`${ONE}---\n${ONE}`, ":3:1: a second document begins here; only one is allowed", VALID],
  [
    `${ONE}    name: *nobody\n`,
    ":3:11: accounts[0].name: unknown anchor &nobody",
    "Define the anchor before it is used.",
  ],
  [`${ONE}    7: x\n`, ":3:5: accounts[0]: a key must be a string", "Quote the key."],
  [`${ONE}    "": x\n`, ':3:5: accounts[0]."": unknown key', KEYS],
  [
    '{"accounts": [\n  {"id": "111122223333", "rol": "x"}]}',
    ":2:26: accounts[0].rol: unknown key",
    `Did you mean role? ${KEYS}`,
  ],
  [`${ONE}    <<: {rol: x}\n`, ':3:10: accounts[0]."<<".rol: unknown key', `Did you mean role? ${KEYS}`],
];

refusesEach(MISTAKES);

test("refuses a missing file, a directory, and a file that is not text", async () => {
  await refuses(
    "none.yaml",
    "accounts file none.yaml: no such file or directory",
    "Check the path passed to --accounts.",
  );
  mkdirSync(join(folder, "sub"));
  await refuses("sub", "accounts file sub: it is a directory", "Check the path passed to --accounts.");
  writeFileSync(join(folder, "latin1.yaml"), Buffer.from("accounts:\n  - name: Zürich\n", "latin1"));
  await refuses("latin1.yaml", "accounts file latin1.yaml is not valid UTF-8", "Save it as UTF-8.");
});

test("a file that is nested thousands deep is refused, not a crash", () => {
  for (const open of ["- ", "[", "{a: ", "? ", "a: [", "[{"]) {
    for (const depth of [300, 5_000, 100_000]) {
      assert.throws(() => parseSource("deep.yaml", `accounts:\n${open.repeat(depth)}`), {
        name: "UserError",
        message: "accounts file deep.yaml is nested too deeply",
      });
    }
  }
});
