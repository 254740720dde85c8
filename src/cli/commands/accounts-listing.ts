import { yamlOf } from "../../config/accounts-yaml.ts";
import type { Account, AccountList } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import { cleanText, jsonText, tsvCell } from "../../report/cell.ts";
import { layout } from "../../report/layout.ts";
import { painter } from "../../report/style.ts";
import type { Terminal } from "../terminal.ts";
import type { AccountsOptions } from "./accounts-options.ts";

interface Row {
  readonly accountId: string;
  readonly accountName: string;
  /** `read` or `skipped`. */
  readonly status: string;
  /** The credentials that a scan would start from, and the roles that it would assume. */
  readonly via: string;
  readonly reason: string;
  readonly tags: readonly string[];
}

const KEYS = [
  "accountId",
  "accountName",
  "status",
  "via",
  "reason",
  "tags",
] as const satisfies readonly (keyof Row)[];

function rowsOf({ accounts: read, skipped }: AccountList, ways: readonly string[]): Row[] {
  return [
    ...read.map((account, index) => ({
      accountId: account.id ?? "",
      accountName: account.name,
      status: "read",
      via: ways[index] ?? "",
      reason: "",
      tags: account.tags,
    })),
    ...skipped.map(({ id, name, via, reason }) => {
      return { accountId: id, accountName: name, status: "skipped", via, reason, tags: [] };
    }),
  ];
}

/** @param ways into the accounts that are read, in their order */
export function accountsText(
  list: AccountList,
  ways: readonly string[],
  format: AccountsOptions["format"],
  terminal: Terminal,
): Iterable<string> {
  const rows = rowsOf(list, ways);
  const formats = {
    table: () => table(rows, terminal),
    tsv: () => [KEYS, ...rows.map(cells)].map((line) => `${line.join("\t")}\n`),
    json: () => ["[\n", rows.map((row) => `  ${jsonText(row)}`).join(",\n"), "\n]\n"],
    yaml: () => [yamlOf(list.accounts.map((account, index) => known(account, ways[index] ?? "")))],
  };
  return formats[format]();
}

function cells(row: Row): string[] {
  return KEYS.map((key) => tsvCell(String(row[key])));
}

function table(rows: readonly Row[], { width, color }: Terminal): string[] {
  const paint = painter(color);
  const shown = layout<Row>(
    [
      { heading: "account", text: ({ accountId }) => accountId },
      { heading: "name", text: ({ accountName }) => cleanText(accountName) },
      {
        heading: "status",
        text: ({ status }) => status,
        paint: (text, { status }) => (status === "read" ? text : paint("yellow", text)),
      },
      {
        heading: "via",
        text: ({ via, reason }) => cleanText([via, reason].filter(Boolean).join(": ")),
        flexible: true,
      },
    ],
    rows,
    width,
  );
  return [...shown.header.map((line) => paint("bold", line)), ...rows.flatMap(shown.record)].map(
    (line) => `${line}\n`,
  );
}

/** An accounts file names accounts by id; that of a profile is known once AWS has said whose it is. */
function known(account: Account, way: string): KnownAccount {
  if (isKnown(account)) return account;
  throw new UserError(
    `the account of ${way} is not known, so it cannot stand in an accounts file`,
    "See `lambda-inventory check` for why its credentials do not work, or leave it out with --exclude-account.",
  );
}

type KnownAccount = Account & { readonly id: string };

export function isKnown(account: Account): account is KnownAccount {
  return account.id !== undefined;
}
