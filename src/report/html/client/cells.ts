/** The cells of the list. Texts are always set as text, never as markup. */
import { daysBetween } from "../../../model/day.ts";
import { runtimeWords } from "../../../model/runtime.ts";
import { daysText } from "../../deadlines.ts";
import { groupedCount, numberText } from "../numbers.ts";
import type { PageColumn } from "../page-data.ts";
import { element } from "./page.ts";
import type { Rows } from "./rows.ts";

type Content = (rows: Rows, row: number, text: string) => readonly (Node | string)[];

export function cellOf(rows: Rows, column: PageColumn, row: number): HTMLTableCellElement {
  const { key, kind, title } = column;
  const text = rows.cell(column, row);
  const cell = element("td", "", { "data-key": key, "data-label": title });
  if (kind !== "text") cell.className = kind;
  const content = CONTENTS[key];
  if (content !== undefined) cell.append(...content(rows, row, text));
  else cell.textContent = kind === "number" && text !== "" ? numberText(Number(text)) : text;
  return cell;
}

/** Columns whose cells are more than their text. */
const CONTENTS: Readonly<Record<string, Content>> = {
  functionName: (_, row, text) => [
    element("button", text, {
      type: "button",
      class: "name",
      "aria-expanded": "false",
      "data-row": String(row),
    }),
  ],
  accountId: (rows, row, text) => {
    const name = rows.text("accountName", row);
    return name === "" ? [text] : [`${name} `, element("small", text)];
  },
  runtime: (rows, row, text) => {
    const words = runtimeWords({ runtime: text, runtimeArn: rows.text("runtimeArn", row) });
    if (words !== text) return [`${text} `, element("small", words ?? "")];
    const successor = rows.text("successor", row);
    const moves = successor !== "" && rows.text("action", row) !== "none" && !rows.column("successor")?.shown;
    return moves ? [`${text} `, element("small", `→ ${successor}`)] : [text];
  },
  runtimeStatus: (_, __, text) => [element("span", text, { class: `status ${text}` })],
  dueDate: (rows, row, text) =>
    text === "" || rows.text("action", row) === "none"
      ? [element("span", text, { class: "quiet" })]
      : [`${text} `, element("small", daysText(daysBetween(rows.today, text), groupedCount))],
  owner: (_, __, text) => [text === "" ? element("span", "no owner", { class: "quiet" }) : text],
  action: (rows, row, text) => {
    const [by, until] = [rows.text("managedBy", row), rows.text("waivedUntil", row)];
    const notes = [
      ...(by === "" || rows.column("managedBy")?.shown ? [] : [`by ${by}`]),
      ...(until === "" ? [] : [`waived until ${until}`]),
    ];
    return [text, ...notes.flatMap((note) => [" ", element("small", note)])];
  },
};
