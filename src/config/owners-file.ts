/** Reads an owners file. A path enters; its entries leave, or a UserError that lists all mistakes of the file. */
import type { OwnerRule } from "../model/triage.ts";
import { Cursor } from "./cursor.ts";
import { type Fields, readFields } from "./fields.ts";
import { OWNER_MATCH, readMatch } from "./match.ts";
import { readSource, type Source } from "./source.ts";

export async function readOwnersFile(path: string, cwd: string): Promise<readonly OwnerRule[]> {
  return ownerRules(await readSource(path, cwd, "owners"));
}

/** The same for a text that has been parsed. */
export function ownerRules(source: Source): readonly OwnerRule[] {
  const { mistakes } = source;
  const read = mistakes.attempt(() => {
    const root = new Cursor(source);
    if (root.isEmpty) throw root.mistake("the file is empty", EXAMPLE);
    const expected = { what: 'a mapping with the key "owners"', required: { owners: EXAMPLE } };
    return readFields(root, { owners: readOwners }, expected);
  });
  mistakes.throwIfAny();
  return read?.owners ?? [];
}

const EXAMPLE = 'It lists owners: [{match: {name: "checkout-*"}, owner: payments}].';

/** The value of the key `owners`. */
export function readOwners(list: Cursor): readonly OwnerRule[] {
  return list.list('[{match: {name: "checkout-*"}, owner: payments}]', readOwner);
}

const OWNER = {
  match: (value: Cursor) => readMatch(value, OWNER_MATCH),
  owner: (value: Cursor) => value.text(),
  contact: (value: Cursor) => value.text(),
  repository: (value: Cursor) => value.text(),
} as const satisfies Fields;

const REQUIRED = {
  match: 'Add which functions: match: {name: "checkout-*"}.',
  owner: "Add who owns them: owner: payments.",
} as const;

function readOwner(entry: Cursor): OwnerRule | undefined {
  const what = 'a mapping such as {match: {name: "checkout-*"}, owner: payments}';
  const { match, owner, ...rest } = readFields(entry, OWNER, { what, required: REQUIRED });
  return match === undefined || owner === undefined ? undefined : { match, owner, ...rest };
}
