/** The end of a Markdown report: what was read, what was not and why, and which accounts were skipped. */
import type { CoverageRow } from "../model/coverage.ts";
import type { ReportAccount, ReportTail } from "../model/report.ts";
import { counted } from "../model/words.ts";
import { type FittedList, fitLists, leftText } from "./fit.ts";
import { markdownTable, markdownText } from "./markdown-text.ts";
import { placeUnits } from "./places.ts";
import { notReadReasons, placeOf, type Reason, skippedReasons } from "./reasons.ts";

/** @param room characters; what finds no room is counted, the reasons come before the accounts */
export function coverageMarkdown({ summary, coverage, accounts }: ReportTail, room: number): string {
  const intro = `\n## Coverage\n\n${summary.read} of ${counted(summary.targets, "target")} (account × region) read, in ${counted(summary.accounts, "account")}.\n`;
  const refused = summary.notRead === 0 ? "" : notReadTable(coverage, room - intro.length);
  return intro + refused + skippedTable(accounts, room - intro.length - refused.length);
}

function notReadTable(coverage: readonly CoverageRow[], room: number): string {
  const reasons = notReadReasons(coverage);
  const [shown = NOTHING] = fitLists([reasons.map((reason) => reasonCells(reason, "").join(" | "))], room);
  const rest = room - shown.pieces.reduce((sum, piece) => sum + piece.length + CELLS, 0);
  const listed = reasons.slice(0, shown.pieces.length);
  const places = fitLists(
    listed.map(({ accounts }) => placeUnits(accounts.map(placeOf)).map(markdownText)),
    rest,
  );
  const rows = listed.map((reason, index) =>
    reasonCells(reason, placesCell(reason.accounts.length, places[index])),
  );
  const table = [...markdownTable(["Not read", "Status", "Code", "Where", "Message"], rows, [0])].join("");
  return shown.left === 0
    ? table
    : `${table}\n${counted(shown.left, "more reason")}: \`--coverage FILE\` lists every target.\n`;
}

const NOTHING: FittedList = { pieces: [], left: 0 };
/** Characters that the frame of a row takes, with its folded list. */
const CELLS = 120;

function reasonCells({ targets, status, code, message }: Reason, places: string): readonly string[] {
  return [String(targets), status, markdownText(code), places, markdownText(message)];
}

/** Lists of more accounts than this are folded. */
const FEW = 3;

function placesCell(accounts: number, { pieces, left }: FittedList = NOTHING): string {
  const text = [...pieces, ...(left > 0 ? [markdownText(leftText(left))] : [])].join(" ");
  if (accounts <= FEW) return text;
  return `<details><summary>${counted(accounts, "account")}</summary>${text}</details>`;
}

function skippedTable(accounts: readonly ReportAccount[], room: number): string {
  const skipped = skippedReasons(accounts);
  if (skipped.length === 0) return "";
  const whys = skipped.map(({ message }) => markdownText(message));
  const rest = room - whys.reduce((sum, why) => sum + why.length + CELLS, 0);
  const places = fitLists(
    skipped.map(({ accounts }) => placeUnits(accounts).map(markdownText)),
    Math.max(0, rest),
  );
  const rows = skipped.map(({ accounts }, index) => [
    placesCell(accounts.length, places[index]),
    whys[index] ?? "",
  ]);
  return [...markdownTable(["Accounts skipped", "Why"], rows)].join("");
}
