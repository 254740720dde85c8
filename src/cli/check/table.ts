import { EXTRA_ACTIONS } from "../../deploy/policy.ts";
import { EXTRAS, type Extra } from "../../model/function.ts";
import { cleanText } from "../../report/cell.ts";
import { groupedBy } from "../../report/groups.ts";
import { layout, type TextColumn } from "../../report/layout.ts";
import { type Paint, painter } from "../../report/style.ts";
import type { Terminal } from "../terminal.ts";
import { type CheckedAction, type CheckedTarget, verdictOf } from "./checks.ts";
import { reasonsOf } from "./reasons.ts";

/** Accounts with the way into each, then their regions, then why some do not answer. */
export function table(
  targets: readonly CheckedTarget[],
  extras: readonly Extra[],
  terminal: Terminal,
): string[] {
  const { width, color } = terminal;
  const paint = painter(color);
  const firsts = [...groupedBy(targets, ({ accountId, via }) => `${accountId} ${via}`).values()].map(
    ([first]) => first,
  );
  const parts = [
    lines(
      accountColumns(paint),
      firsts.filter((first) => first !== undefined),
      width,
      paint,
    ),
    lines(
      regionColumns(extras, paint),
      targets.filter(({ region }) => region !== ""),
      width,
      paint,
    ),
    reasonLines(targets, paint),
  ];
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : ["", ...part]))
    .map((line) => `${line}\n`);
}

type Column = TextColumn<CheckedTarget>;

const ACCOUNT: readonly Column[] = [
  { heading: "account", text: ({ accountId }) => accountId },
  { heading: "name", text: ({ accountName }) => cleanText(accountName) },
];

function accountColumns(paint: Paint): readonly Column[] {
  return [
    ...ACCOUNT,
    markColumn("credentials", ["credentials"], paint),
    markColumn("identity", ["identity"], paint),
    markColumn("regions", ["ec2:DescribeRegions"], paint),
    {
      heading: "via",
      text: ({ via, status, message }) =>
        cleanText(status === "skipped" ? `${via}: skipped, ${message}` : via),
    },
  ];
}

function regionColumns(extras: readonly Extra[], paint: Paint): readonly Column[] {
  return [
    ...ACCOUNT,
    { heading: "region", text: ({ region }) => region },
    markColumn("functions", ["lambda:ListFunctions"], paint),
    ...EXTRAS.filter((extra) => extras.includes(extra)).map((extra) =>
      markColumn(extra, EXTRA_ACTIONS[extra], paint),
    ),
  ];
}

const MARKS = { true: "✓", false: "✗", null: "–" } as const;
const STYLES = { "✓": "green", "✗": "red", "–": "dim" } as const;
type Mark = keyof typeof STYLES;

/** One mark for all of these actions: the worst of them. */
function markColumn(heading: string, actions: readonly CheckedAction[], paint: Paint): Column {
  const mark = ({ checks }: CheckedTarget): Mark => {
    const verdicts = checks.filter(({ action }) => actions.includes(action)).map(verdictOf);
    if (verdicts.includes(false)) return MARKS.false;
    return verdicts.length === 0 || verdicts.includes(null) ? MARKS.null : MARKS.true;
  };
  return { heading, text: mark, paint: (text, target) => paint(STYLES[mark(target)], text) };
}

function lines(
  columns: readonly Column[],
  targets: readonly CheckedTarget[],
  width: number | undefined,
  paint: Paint,
): readonly string[] {
  if (targets.length === 0) return [];
  const { header, record } = layout(columns, targets, width);
  return [...header.map((line) => paint("bold", line)), ...targets.flatMap(record)];
}

function reasonLines(targets: readonly CheckedTarget[], paint: Paint): readonly string[] {
  return reasonsOf(targets).flatMap(({ verdict, actions, places, why }) => {
    const mark = MARKS[`${verdict}`];
    return [`${paint(STYLES[mark], mark)} ${paint("bold", actions)}: ${places}`, `    ${why}`];
  });
}
