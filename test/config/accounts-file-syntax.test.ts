/** How an accounts file can be written: JSON, encodings, YAML's shorthands, and many accounts. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { accountsOf, folder, read } from "../support/config/read-accounts.ts";

const SMALL = [
  {
    id: "111122223333",
    name: "日本",
    base: { kind: "default" },
    roles: [{ role: "Reader" }],
    ownRole: true,
    tags: [],
  },
];
const SMALL_JSON = JSON.stringify(
  { accounts: [{ id: "111122223333", name: "日本", role: "Reader" }] },
  null,
  "\t",
);

test("JSON is read, also when it is indented with tabs", async () => {
  assert.deepEqual(accountsOf(await read(SMALL_JSON, "accounts.json")), SMALL);
});

test("a byte order mark is ignored, in UTF-8 and in PowerShell's UTF-16", async () => {
  assert.deepEqual(accountsOf(await read(`\u{feff}${SMALL_JSON}`)), SMALL);
  assert.deepEqual(accountsOf(await read(Buffer.from(`\u{feff}${SMALL_JSON}`, "utf16le"))), SMALL);
});

test("Windows line ends, anchors, aliases and merge keys are read", async () => {
  const text = `accounts:
  - &first
    id: "111122223333"
    role: &reader Reader
    regions: &home [eu-west-1]
  - <<: *first
    id: "222233334444"
    role: [Hub, *reader]
  - <<: [{name: third}, *first]
    id: "333344445555"
    excludeRegions: *home
`;
  const [first, second, third] = (await read(text.replaceAll("\n", "\r\n"))).accounts;
  assert.deepEqual([first?.id, second?.id, third?.id], ["111122223333", "222233334444", "333344445555"]);
  assert.deepEqual(
    second?.role?.map(({ role }) => role),
    ["Hub", "Reader"],
  );
  assert.deepEqual([second?.regions?.source, third?.excludeRegions?.source], [["eu-west-1"], ["eu-west-1"]]);
  assert.equal(third?.name, "third");
});

test("merge keys that refer to themselves, or double at every step, do not loop", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `  - &a${i + 1} {<<: [*a${i}, *a${i}], id: "${100_000_000_000 + i}"}`,
  );
  const text = `accounts:\n  - &a0 {<<: *a0, id: "222233334444"}\n${lines.join("\n")}\n`;
  assert.equal((await read(text)).accounts.length, 61);
});

test("the catalogue is a URL, or a path relative to the file's directory", async () => {
  const rest = '\naccounts: [{id: "111122223333"}]';
  assert.equal((await read(`catalogue: data/c.json${rest}`)).catalogue, join(folder, "data/c.json"));
  assert.equal((await read(`catalogue: /c.json${rest}`)).catalogue, "/c.json");
  assert.equal(
    (await read(`catalogue: https://x.example/c.json${rest}`)).catalogue,
    "https://x.example/c.json",
  );
  // Not a path: loading it reports what is wrong with it.
  assert.equal((await read(`catalogue: ftp://x.example/c.json${rest}`)).catalogue, "ftp://x.example/c.json");
  assert.equal((await read(rest)).catalogue, undefined);
});

test("ten thousand accounts are read in seconds", async () => {
  const entries = Array.from(
    { length: 10_000 },
    (_, i) => `  - id: "${100_000_000_000 + i}"\n    name: a${i}\n    role: *reader\n`,
  );
  const start = performance.now();
  const { accounts } = await read(`defaults: {role: &reader R}\naccounts:\n${entries.join("")}`);
  assert.equal(accounts.length, 10_000);
  assert.equal(accounts.at(-1)?.place, "accounts.yaml:30000:5: accounts[9999]");
  assert.ok(performance.now() - start < 20_000);
});
