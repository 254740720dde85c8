/** All that the page knows of a function, in a row below it. */
import { consoleUrl } from "../../console-url.ts";
import { facetWord, isFacet } from "../facets.ts";
import { numberText } from "../numbers.ts";
import type { PageColumn } from "../page-data.ts";
import { element } from "./page.ts";
import type { Rows } from "./rows.ts";

/** What comes first; the other columns follow in their own order. */
const FIRST: readonly string[] = [
  "remedy",
  "dueDate",
  "dueEvent",
  "waivedUntil",
  "waiverReason",
  "functionArn",
  "description",
  "owner",
  "contact",
  "repository",
];
/** What the row itself shows, and what only filters use. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "functionName",
  "accountId",
  "accountName",
  "region",
  "runtime",
  "runtimeStatus",
  "when",
  "used",
  "waived",
]);

/** Values that say nothing. */
const USUAL: Readonly<Record<string, string>> = { version: "$LATEST", kind: "function" };

function wordOf({ key, kind }: PageColumn, text: string): string {
  if (kind === "number") return numberText(Number(text));
  return isFacet(key) ? facetWord(key, text) : text;
}

/** Opens the detail of the row whose button this is, or closes it. */
export function openDetail(rows: Rows, button: HTMLButtonElement): void {
  const line = button.closest("tr");
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  if (isOpen) line?.nextElementSibling?.remove();
  else line?.after(detailLine(rows, Number(button.dataset.row)));
}

function detailLine(rows: Rows, row: number): HTMLTableRowElement {
  const line = element("tr", "", { class: "detail" });
  const cell = element("td", "", { colspan: String(rows.columns.length) });
  const list = element("dl");
  for (const column of inOrder(rows)) {
    const texts = rows.list(column, row).filter((text) => text !== USUAL[column.key]);
    if (texts.length > 0)
      list.append(
        pair(
          column,
          texts.map((text) => wordOf(column, text)),
        ),
      );
  }
  cell.append(list, ...linkPart(rows, row));
  line.append(cell);
  return line;
}

function inOrder(rows: Rows): readonly PageColumn[] {
  const first = FIRST.flatMap((key) => rows.column(key) ?? []);
  const others = rows.all.filter((column) => !first.includes(column) && !LEFT_OUT.has(column.key));
  return [...first, ...others];
}

function pair({ key, kind, title }: PageColumn, texts: readonly string[]): HTMLElement {
  const frame = element("div", "", { "data-key": key, class: kind === "date" ? kind : "" });
  frame.append(element("dt", title), ...texts.map((text) => element("dd", text)));
  return frame;
}

/** The address is built from the function's region and name, and leads to a console of AWS, or there is none. */
function linkPart(rows: Rows, row: number): HTMLElement[] {
  const url = consoleUrl({
    functionArn: rows.text("functionArn", row),
    region: rows.text("region", row),
    functionName: rows.text("functionName", row),
  });
  if (url === undefined) return [];
  const frame = element("p");
  frame.append(
    element("a", "Open in the AWS console", { href: url, target: "_blank", rel: "noopener noreferrer" }),
  );
  return [frame];
}
