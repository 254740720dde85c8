/** Whether an entry of an owners or waivers file applies to a function. Pure; patterns were compiled when the file was read. */

import type { Match } from "../model/triage.ts";

/** What entries are matched against: a function with what is known of its account. */
export interface Subject {
  readonly accountId: string;
  readonly accountName: string;
  /** Ids of the organizational units above the account, from the root down; empty when unknown. */
  readonly ous: readonly string[];
  readonly region: string;
  readonly functionName: string;
  readonly stack: string | undefined;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly runtime: string | null;
  readonly managedBy: string | null;
}

type Test = (match: Match, subject: Subject) => boolean;

const TESTS: { readonly [Key in keyof Required<Match>]: Test } = {
  account: ({ account }, { accountId: id, accountName: name }) =>
    account === undefined || account({ id, name }),
  ou: ({ ou }, { ous }) => ou === undefined || ous.some((id) => ou.matches(id)),
  region: ({ region }, subject) => region === undefined || region.matches(subject.region),
  name: ({ name }, { functionName }) => name === undefined || name.matches(functionName),
  stack: ({ stack }, subject) =>
    stack === undefined || (subject.stack !== undefined && stack.matches(subject.stack)),
  tag: ({ tag }, { tags }) =>
    tag === undefined ||
    Object.entries(tag).every(([key, value]) => {
      const text = tags !== null && Object.hasOwn(tags, key) ? tags[key] : undefined;
      return text !== undefined && value.matches(text);
    }),
  runtime: ({ runtime }, subject) =>
    runtime === undefined || (subject.runtime !== null && runtime.matches(subject.runtime)),
  managedBy: ({ managedBy }, subject) =>
    managedBy === undefined || managedBy.matches(subject.managedBy ?? "none"),
};
const ALL = Object.values(TESTS);

/** True when every key of the match holds; a match without keys holds for all. */
export function matches(match: Match, subject: Subject): boolean {
  return ALL.every((holds) => holds(match, subject));
}
