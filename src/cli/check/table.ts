import { AGGREGATOR_ACTIONS, EXTRA_ACTIONS } from "../../deploy/policy.ts";
import { EXTRAS, type Extra } from "../../model/column.ts";
import { groupedBy } from "../../model/maps.ts";
import { painter } from "../../report/style.ts";
import type { CheckOptions } from "../commands/check-options.ts";
import { type Column, drawTable } from "../table/draw.ts";
import { wrapText } from "../table/fit.ts";
import type { Terminal } from "../terminal.ts";
import {
  type Check,
  type CheckedAction,
  type CheckedTarget,
  isFailed,
  isOrganization,
  OF_ACCOUNT,
  OF_ORGANIZATION,
  passed,
} from "./checks.ts";
import { checkReasons } from "./reasons.ts";

type TargetColumn = Column<CheckedTarget>;

/**
 * Accounts and how each is accessed, then their regions, then why some checks failed.
 * @param explained the same targets, with the checks to explain
 */
export function checkTable(
  targets: readonly CheckedTarget[],
  explained: readonly CheckedTarget[],
  { extras, all, aggregator }: Pick<CheckOptions, "extras" | "all" | "aggregator">,
  terminal: Terminal,
): string[] {
  const inAccounts = targets.filter(({ checks, region }) => all || region === "" || failsAsAccount(checks));
  const accounts = groupedBy(inAccounts, ({ accountId, via }) => `${accountId} ${via}`).values();
  const inRegions = targets.filter(({ region }) => region !== "");
  const draw = (columns: readonly TargetColumn[], rows: readonly CheckedTarget[]) =>
    rows.length === 0 ? [] : drawTable(columns, rows, terminal).lines;
  const parts = [
    draw(
      accountColumns(inAccounts.some(isOrganization)),
      [...accounts].flatMap(([first]) => first ?? []),
    ),
    draw(regionColumns(extras, aggregator !== undefined), inRegions),
    reasonLines(explained, terminal),
  ];
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : ["", ...part]))
    .map((line) => `${line}\n`);
}

function failsAsAccount(checks: readonly Check[]): boolean {
  return checks.some((check) => OF_ACCOUNT.has(check.action) && isFailed(check));
}

const ACCOUNT: readonly TargetColumn[] = [
  { heading: "account", text: ({ accountId }) => accountId },
  { heading: "name", text: ({ accountName }) => accountName, wraps: true },
];

/** @param organization whether calls of AWS Organizations were checked */
function accountColumns(organization: boolean): readonly TargetColumn[] {
  return [
    ...ACCOUNT,
    markColumn("credentials", ["credentials"]),
    markColumn("identity", ["identity"]),
    markColumn("regions", ["ec2:DescribeRegions"]),
    ...(organization ? [markColumn("organization", OF_ORGANIZATION)] : []),
    {
      heading: "via",
      text: ({ via, status, message }) => (status === "skipped" ? `${via}: skipped, ${message}` : via),
      wraps: true,
    },
  ];
}

function regionColumns(extras: readonly Extra[], aggregator: boolean): readonly TargetColumn[] {
  return [
    ...ACCOUNT,
    { heading: "region", text: ({ region }) => region },
    markColumn("functions", ["lambda:ListFunctions"]),
    ...EXTRAS.filter((extra) => extras.includes(extra)).map((extra) =>
      markColumn(extra, EXTRA_ACTIONS[extra]),
    ),
    ...(aggregator ? [markColumn("aggregator", AGGREGATOR_ACTIONS)] : []),
  ];
}

const MARKS = { true: "✓", false: "✗", null: "–" } as const;
const STYLES = { true: "green", false: "red", null: "dim" } as const;

/** One mark for all of these actions: the worst of them. */
function markColumn(heading: string, actions: readonly CheckedAction[]): TargetColumn {
  const resultOf = ({ checks }: CheckedTarget): keyof typeof MARKS => {
    const results = checks.filter(({ action }) => actions.includes(action)).map(passed);
    if (results.includes(false)) return "false";
    return results.length === 0 || results.includes(null) ? "null" : "true";
  };
  return {
    heading,
    text: (target) => MARKS[resultOf(target)],
    style: (target) => STYLES[resultOf(target)],
  };
}

const INDENT = "    ";

function reasonLines(
  targets: readonly CheckedTarget[],
  { width = Infinity, color }: Pick<Terminal, "width" | "color">,
): readonly string[] {
  const paint = painter(color);
  const room = Math.max(width - INDENT.length, 20);
  return checkReasons(targets).flatMap(({ result, actions, places, why }) => {
    const mark = paint(STYLES[`${result}`], MARKS[`${result}`]);
    const [where = "", ...more] = wrapText(`${actions}: ${places}`, room);
    const first = where.startsWith(actions) ? paint("bold", actions) + where.slice(actions.length) : where;
    return [`${mark} ${first}`, ...[...more, ...wrapText(why, room)].map((line) => INDENT + line)];
  });
}
