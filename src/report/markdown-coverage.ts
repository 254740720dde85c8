/** The end of a Markdown report: what was read, what was not and why, and which accounts were skipped. */
import type { CoverageRow } from "../model/coverage.ts";
import type { ReportAccount, ReportTail } from "../model/report.ts";
import { type Fitted, fitLists, leftText } from "./fit.ts";
import { counted } from "./groups.ts";
import { markdownTable, markdownText } from "./markdown-text.ts";
import { placeUnits } from "./places.ts";
import { notReadReasons, placeOf, type Reason } from "./reasons.ts";

/** @param room characters; what finds no room is counted, the reasons come before the accounts */
export function coveragePart({ summary, coverage, accounts }: ReportTail, room: number): string {
  const intro = `\n## Coverage\n\n${summary.read} of ${counted(summary.targets, "target")} (account × region) read, in ${counted(summary.accounts, "account")}.\n`;
  const skipped = accounts.filter(({ status }) => status === "skipped");
  const refused = summary.notRead === 0 ? "" : notReadTable(coverage, room - intro.length);
  return intro + refused + skippedTable(skipped, room - intro.length - refused.length);
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
  const rows = listed.map((reason, index) => reasonCells(reason, placesCell(reason, places[index])));
  const table = [...markdownTable(["Not read", "Status", "Code", "Where", "Message"], rows, [0])].join("");
  return shown.left === 0
    ? table
    : `${table}\n${counted(shown.left, "more reason")}: \`--coverage FILE\` lists every target.\n`;
}

const NOTHING: Fitted = { pieces: [], left: 0 };
/** Characters that the frame of a row takes, with its folded list. */
const CELLS = 120;

function reasonCells({ targets, status, code, message }: Reason, places: string): readonly string[] {
  return [String(targets), status, markdownText(code), places, markdownText(message)];
}

/** Lists of more accounts than this are folded. */
const FEW = 3;

function placesCell({ accounts }: Reason, { pieces, left }: Fitted = NOTHING): string {
  const text = [...pieces, ...(left > 0 ? [markdownText(leftText(left))] : [])].join(" ");
  if (accounts.length <= FEW) return text;
  return `<details><summary>${counted(accounts.length, "account")}</summary>${text}</details>`;
}

function skippedTable(skipped: readonly ReportAccount[], room: number): string {
  if (skipped.length === 0) return "";
  const [head, ...lines] = markdownTable(
    ["Account skipped", "Name", "Why"],
    skipped.map(({ accountId, accountName, message }) => [accountId, accountName, message].map(markdownText)),
  );
  const [{ pieces, left } = NOTHING] = fitLists([lines], room);
  const more = left === 0 ? "" : `\n${counted(left, "more skipped account")}: \`--limit 0\` lists all.\n`;
  return head + pieces.join("") + more;
}
