import { dirname, resolve } from "node:path";
import { nearest } from "../model/nearest.ts";
import { baseComplaint, checkConsistent } from "./consistency.ts";
import { Cursor } from "./cursor.ts";
import { type Fields, readFields, type Tolerance } from "./fields.ts";
import { accountIdComplaint } from "./identity.ts";
import { readTexts, ruled, SETTINGS, type Settings } from "./settings.ts";
import { readSource, type Source } from "./source.ts";

/** An accounts file as it was read: every value checked, alone and against the others. */
export interface AccountsFile {
  /** As the user wrote it. */
  readonly path: string;
  /** A URL, or an absolute path (written relative to the file's folder). */
  readonly catalogue: string | undefined;
  readonly defaults: Settings;
  readonly accounts: readonly AccountEntry[];
}

export interface AccountEntry extends Settings {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  /** `accounts.yaml:12:5: accounts[2]`, for messages. */
  readonly place: string;
}

/** Reads a YAML or JSON accounts file, ours or c7n-org's. Throws UserError with file, line, column and path. */
export async function readAccountsFile(path: string, cwd: string): Promise<AccountsFile> {
  return accountsFileOf(await readSource(path, cwd), cwd);
}

const ACCOUNT = {
  id: ruled(accountIdComplaint),
  name: (value: Cursor) => value.text(),
  ...SETTINGS,
  tags: readTexts,
} as const satisfies Fields;

const ROOT = {
  catalogue: (value: Cursor) => value.text(),
  defaults: readDefaults,
  accounts: readAccounts,
  // c7n-org's, for its policies.
  vars: () => undefined,
} as const satisfies Fields;

/** The same for a text that has been parsed; `cwd` is what the file's path is relative to. */
export function accountsFileOf(source: Source, cwd: string): AccountsFile {
  const root = new Cursor(source);
  if (root.isEmpty) throw root.mistake("the file is empty", EXAMPLE);
  const { catalogue, defaults, accounts } = readFields(root, ROOT, 'a mapping with the key "accounts"');
  if (accounts === undefined) throw root.mistake("there is no key accounts", EXAMPLE);
  const file = { path: source.path, defaults: defaults ?? NO_SETTINGS, accounts };
  checkConsistent(file);
  return { ...file, catalogue: catalogue && located(catalogue, resolve(cwd, dirname(source.path))) };
}

const EXAMPLE =
  'It lists accounts: [{id: "111122223333", role: LambdaInventoryReadOnly}]; see accounts.example.yaml.';

const ACCOUNT_EXAMPLE = 'an account such as {id: "111122223333"}';

const NO_SETTINGS = Object.fromEntries(Object.keys(SETTINGS).map((key) => [key, undefined])) as Settings;

function readDefaults(value: Cursor): Settings {
  const defaults = readFields(value, SETTINGS, "a mapping such as {role: LambdaInventoryReadOnly}");
  const complaint = baseComplaint(defaults);
  if (complaint) throw value.mistake(complaint.problem, complaint.hint);
  return defaults;
}

function readAccounts(value: Cursor): readonly AccountEntry[] {
  const accounts = value.list('accounts such as [{id: "111122223333"}]').map(readAccount);
  if (accounts.length === 0) throw value.mistake("is empty", EXAMPLE);
  return accounts;
}

function readAccount(value: Cursor): AccountEntry {
  const isForeign = value.isMapping && value.mapping(ACCOUNT_EXAMPLE).has("account_id");
  const { id, name, tags, ...settings } = readFields(
    value,
    ACCOUNT,
    ACCOUNT_EXAMPLE,
    isForeign ? C7N_ORG : undefined,
  );
  if (id === undefined) throw value.mistake("has no id", 'Add the account\'s id: id: "111122223333".');
  return { id, name: name ?? "", tags: tags ?? [], ...settings, place: `${value.place}: ${value.path}` };
}

/** c7n-org lets an account have any other key. One that is like a key which is read is still taken for a slip. */
const C7N_ORG: Tolerance = {
  synonyms: new Map([
    ["account_id", "id"],
    ["external_id", "externalId"],
  ]),
  ignores: (key) =>
    ["display_name", "email", "org_id", "provider", "vars"].includes(key) ||
    nearest(key, Object.keys(ACCOUNT)) === undefined,
};

function located(catalogue: string, folder: string): string {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(catalogue) ? catalogue : resolve(folder, catalogue);
}
