/**
 * Reads an accounts file. A path enters; the accounts leave, with every value checked, alone and against the others,
 * or a UserError that lists all mistakes of the file with line, column and path.
 */
import { dirname, resolve } from "node:path";
import { isUrl } from "../model/secure-url.ts";
import { C7nNotes, c7nDialect, c7nRegions, isC7nEntry } from "./c7n-org.ts";
import { baseComplaint, complaintsAbout } from "./consistency.ts";
import { Cursor } from "./cursor.ts";
import { type Fields, type Read, readFields } from "./fields.ts";
import { accountIdComplaint } from "./identity.ts";
import { checkedText, readTexts, SETTINGS, type Settings } from "./settings.ts";
import { readSource, type Source } from "./source.ts";

export interface AccountsFile {
  /** As the user wrote it. */
  readonly path: string;
  /** A URL, or an absolute path (a relative one is relative to the file's directory). */
  readonly catalogue: string | undefined;
  readonly defaults: Settings;
  readonly accounts: readonly AccountEntry[];
  /** What was ignored; sentences. */
  readonly warnings: readonly string[];
}

export interface AccountEntry extends Settings {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  /** `accounts.yaml:12:5: accounts[2]`, for messages. */
  readonly place: string;
}

/** Reads a YAML or JSON accounts file, ours or c7n-org's. */
export async function readAccountsFile(path: string, cwd: string): Promise<AccountsFile> {
  return accountsFileOf(await readSource(path, cwd, "accounts"), cwd);
}

/** The same for a text that has been parsed; `cwd` is what the file's path is relative to. */
export function accountsFileOf(source: Source, cwd: string): AccountsFile {
  const { path, mistakes } = source;
  const notes = new C7nNotes();
  const root = new Cursor(source);
  const read = mistakes.attempt(() => readRoot(root, notes));
  mistakes.throwIfAny();
  const { catalogue, ...sections } = read ?? {};
  const file = accountsOf(path, sections, notes);
  return { ...file, catalogue: catalogue && located(catalogue, resolve(cwd, dirname(path))) };
}

/** The keys of a file that has accounts, and how they are read. */
export function accountSections(notes: C7nNotes) {
  return {
    defaults: (value: Cursor) => checkedBy(value, readDefaults),
    accounts: (value: Cursor) => readAccounts(value, notes),
  } as const satisfies Fields;
}

type Sections = Partial<Read<ReturnType<typeof accountSections>>>;

export function accountsOf(
  path: string,
  { defaults, accounts = [] }: Sections,
  notes: C7nNotes,
): AccountsFile {
  return {
    path,
    catalogue: undefined,
    defaults: defaults?.value ?? NO_SETTINGS,
    accounts: accounts.map(({ value }) => value),
    warnings: notes.warnings(path),
  };
}

/** What was read of a value, where it is, and whether something in it is wrong. */
interface Checked<T> {
  readonly at: Cursor;
  readonly value: T;
  readonly hasMistakes: boolean;
}

function readRoot(root: Cursor, notes: C7nNotes) {
  if (root.isEmpty) throw root.mistake("the file is empty", EXAMPLE);
  const fields = {
    catalogue: (value: Cursor) => value.text(),
    ...accountSections(notes),
    // c7n-org's, for its policies.
    vars: () => undefined,
  } as const satisfies Fields;
  const read = readFields(root, fields, {
    what: 'a mapping with the key "accounts"',
    required: { accounts: EXAMPLE },
  });
  checkConsistency(read);
  return read;
}

const EXAMPLE =
  'It lists accounts: [{id: "111122223333", role: LambdaInventoryReadOnly}]; see accounts.example.yaml.';

const NO_SETTINGS = Object.fromEntries(Object.keys(SETTINGS).map((key) => [key, undefined])) as Settings;

function checkedBy<T>(at: Cursor, read: (value: Cursor) => T): Checked<T> {
  const before = at.mistakes.count;
  const value = read(at);
  return { at, value, hasMistakes: at.mistakes.count > before };
}

function readDefaults(value: Cursor): Settings {
  const defaults = readFields(value, SETTINGS, { what: "a mapping such as {role: LambdaInventoryReadOnly}" });
  const complaint = baseComplaint(defaults);
  if (complaint) throw value.mistake(complaint.problem, complaint.hint);
  return defaults;
}

function readAccounts(list: Cursor, notes: C7nNotes): readonly Checked<AccountEntry>[] {
  if (list.isEmptyList) throw list.mistake("is empty", EXAMPLE);
  return list.list('[{id: "111122223333"}]', (item) => {
    const { value, ...rest } = checkedBy(item, () => readAccount(item, notes));
    return value && { value, ...rest };
  });
}

const ACCOUNT_ID = 'an account such as {id: "111122223333"}';

const ACCOUNT = {
  id: (value: Cursor) => checkedText(value, value.digits(), accountIdComplaint),
  name: (value: Cursor) => value.text(),
  ...SETTINGS,
  tags: readTexts,
} as const satisfies Fields;

function readAccount(account: Cursor, notes: C7nNotes): AccountEntry | undefined {
  const required = { id: 'Add the account id: id: "111122223333".' };
  const expected = { what: ACCOUNT_ID, required };
  const { id, name, tags, ...settings } = isC7nEntry(account, ACCOUNT_ID)
    ? readFields(
        account,
        { ...ACCOUNT, regions: (value: Cursor) => c7nRegions(value, notes) },
        { ...expected, dialect: c7nDialect(notes) },
      )
    : readFields(account, ACCOUNT, expected);
  if (id === undefined) return undefined;
  return { id, name: name ?? "", tags: tags ?? [], ...settings, place: `${account.place}: ${account.path}` };
}

/** Collects what the entries contradict; of those that have mistakes only whether an id is listed twice. */
export function checkConsistency({ accounts = [], defaults }: Sections): void {
  const byId = new Map<string, AccountEntry>();
  for (const { at, value, hasMistakes } of accounts) {
    const first = byId.get(value.id);
    if (first) {
      const problem = `account ${value.id} is already listed at ${first.place}`;
      at.mistakes.add(at.mistake(problem, "Remove one of the two."));
    } else byId.set(value.id, value);
    if (hasMistakes || defaults?.hasMistakes) continue;
    for (const { problem, hint } of complaintsAbout(value, defaults?.value ?? NO_SETTINGS)) {
      at.mistakes.add(at.mistake(problem, hint));
    }
  }
}

function located(catalogue: string, folder: string): string {
  return isUrl(catalogue) ? catalogue : resolve(folder, catalogue);
}
