/**
 * Reads a project file: options, accounts, owners and waivers of a run in one. Its text enters; its sections leave, or a
 * UserError that lists all mistakes of the file. What options mean is left to the caller.
 */
import type { OwnerRule, Waiver } from "../model/triage.ts";
import { type AccountsFile, accountSections, accountsOf, checkConsistency } from "./accounts-file.ts";
import { C7nNotes } from "./c7n-org.ts";
import { Cursor } from "./cursor.ts";
import { readFields } from "./fields.ts";
import { readOwners } from "./owners-file.ts";
import type { Source } from "./source.ts";
import { readWaivers } from "./waivers-file.ts";

/** The sections of a project file; undefined where it has none. */
export interface ProjectFile {
  /** As the user wrote it. */
  readonly path: string;
  readonly accounts: AccountsFile | undefined;
  readonly owners: readonly OwnerRule[] | undefined;
  readonly waivers: readonly Waiver[] | undefined;
}

/** @param readOptions reads the value of the key `options`, and collects what is wrong there */
export function projectFileOf<O>(
  source: Source,
  readOptions: (value: Cursor) => O,
): { readonly file: ProjectFile; readonly options: O | undefined } {
  const { path, mistakes } = source;
  const notes = new C7nNotes();
  const read = mistakes.attempt(() => {
    const root = new Cursor(source);
    if (root.isEmpty) throw root.mistake("the file is empty", "It has options: {format: json}, for example.");
    const fields = {
      options: readOptions,
      ...accountSections(notes),
      owners: readOwners,
      waivers: readWaivers,
    };
    const sections = readFields(root, fields, { what: "a mapping such as {options: {format: json}}" });
    checkConsistency(sections);
    const { defaults, accounts } = sections;
    if (defaults !== undefined && accounts === undefined && !root.mapping("").has("accounts"))
      mistakes.add(defaults.at.mistake("has no effect without accounts", "Add accounts, or use options."));
    return sections;
  });
  mistakes.throwIfAny();
  const { accounts, defaults, owners, waivers, options } = read ?? {};
  return {
    options: options ?? undefined,
    file: {
      path,
      accounts: accounts && accountsOf(path, { accounts, defaults }, notes),
      owners,
      waivers,
    },
  };
}
