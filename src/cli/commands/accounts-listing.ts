import { yamlOf } from "../../config/accounts-yaml.ts";
import type { Account, AccountList } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import { tsvCell } from "../../report/flat-cell.ts";
import { jsonText } from "../../report/json-text.ts";
import { type Column, drawTable } from "../table/draw.ts";
import type { Terminal } from "../terminal.ts";
import type { AccountsOptions } from "./accounts-options.ts";

interface Row {
  readonly accountId: string;
  readonly accountName: string;
  /** `read` or `skipped`. */
  readonly status: string;
  /** The base credentials of a scan, and the roles that it would assume. */
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

/** @param ways how each account that is read is accessed, in the same order */
export function accountsText(
  list: AccountList,
  ways: readonly string[],
  format: AccountsOptions["format"],
  terminal: Terminal,
): Iterable<string> {
  const rows = rowsOf(list, ways);
  const formats = {
    table: () => drawTable(COLUMNS, rows, terminal).lines.map((line) => `${line}\n`),
    tsv: () => [KEYS, ...rows.map(cells)].map((line) => `${line.join("\t")}\n`),
    json: () => ["[\n", rows.map((row) => `  ${jsonText(row)}`).join(",\n"), "\n]\n"],
    yaml: () => [yamlOf(list.accounts.map((account, index) => known(account, ways[index] ?? "")))],
  };
  return formats[format]();
}

function cells(row: Row): string[] {
  return KEYS.map((key) => tsvCell(String(row[key])));
}

const COLUMNS: readonly Column<Row>[] = [
  { heading: "account", text: ({ accountId }) => accountId },
  { heading: "name", text: ({ accountName }) => accountName, wraps: true },
  {
    heading: "status",
    text: ({ status }) => status,
    style: ({ status }) => (status === "read" ? undefined : "yellow"),
  },
  { heading: "via", text: ({ via, reason }) => [via, reason].filter(Boolean).join(": "), wraps: true },
];

/** An accounts file needs ids; that of a profile is unknown until AWS has returned it. */
function known(account: Account, way: string): KnownAccount {
  if (isKnown(account)) return account;
  throw new UserError(
    `account id of ${way} is unknown; it cannot be written to an accounts file`,
    "`lambda-inventory check` shows why its credentials fail. To omit it, use --exclude-account.",
  );
}

type KnownAccount = Account & { readonly id: string };

export function isKnown(account: Account): account is KnownAccount {
  return account.id !== undefined;
}
