/** Accounts files that tests write, and the accounts that are read from them. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AccountOverrides, accountsFromFile } from "../../../src/config/accounts.ts";
import { type AccountsFile, readAccountsFile } from "../../../src/config/accounts-file.ts";
import type { Account } from "../../../src/model/account.ts";
import { temporaryDirectory } from "../temporary.ts";

/** The directory of the files. */
export const folder = temporaryDirectory("lambda-inventory-accounts");

export function read(content: string | Buffer, name = "accounts.yaml"): Promise<AccountsFile> {
  writeFileSync(join(folder, name), content);
  return readAccountsFile(name, folder);
}

/** A command line without any setting for accounts. */
export const NOTHING: AccountOverrides = {
  profiles: [],
  role: undefined,
  externalId: undefined,
  sessionName: undefined,
  regions: { include: undefined, exclude: undefined },
};

/** An account with the source of its patterns, and without undefined values. */
function plain({ regions, ...account }: Account): unknown {
  const choice = { include: regions.include?.source, exclude: regions.exclude?.source };
  return JSON.parse(JSON.stringify({ ...account, ...choice }));
}

export function accountsOf(file: AccountsFile): unknown[] {
  return accountsFromFile(file, NOTHING).map(plain);
}
