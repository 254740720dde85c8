/** The text of a ticket for an earlier item that is gone: what of it is done, and what is not. */
import type { FunctionRow } from "../model/report.ts";
import { counted, firstTexts } from "../model/words.ts";
import { markdownCode, markdownText } from "../report/markdown-text.ts";
import type { ItemFacts } from "./items.ts";
import { countPlaces, type StatedItem, type Whereabouts } from "./states.ts";

/** Functions in each list. */
const MAX_LISTED = 50;

const NOWHERE: Whereabouts = { unread: [], waived: [], moved: new Map(), done: [] };

export function goneText({ gone = NOWHERE }: StatedItem): string {
  const { unread, waived, moved, done } = gone;
  const parts = [unreadText(unread), waivedText(waived), movedText(moved)].filter((text) => text !== "");
  if (parts.length === 0) return "**Done:** no function needs this any more.";
  const others = countPlaces(done);
  const verb = others === 1 ? "needs" : "need";
  const rest = others === 0 ? [] : [`**Done:** ${counted(others, "function")} no longer ${verb} this.`];
  return [...parts, ...rest].join("\n\n");
}

function unreadText(arns: readonly string[]): string {
  if (arns.length === 0) return "";
  const what = counted(countPlaces(arns), "function");
  return listText(`**Unknown:** ${what} could not be read this time.`, arns.map(markdownCode));
}

function waivedText(rows: readonly FunctionRow[]): string {
  if (rows.length === 0) return "";
  const count = countPlaces(rows.map(({ functionArn }) => functionArn));
  const what = `${counted(count, "function")} ${count === 1 ? "has" : "have"} a waiver`;
  const lines = rows.map(({ functionArn, waivedUntil = "", waiverReason }) => {
    const reason = waiverReason === undefined ? "" : `: ${markdownText(waiverReason)}`;
    return `${markdownCode(functionArn)}, until ${waivedUntil}${reason}`;
  });
  return listText(
    `**Waived:** ${what}, so this is closed but not done. It comes back when a waiver ends.`,
    lines,
  );
}

function movedText(moved: Whereabouts["moved"]): string {
  if (moved.size === 0) return "";
  const count = countPlaces([...moved.values()].flat());
  const verb = count === 1 ? "belongs" : "belong";
  const lines = [...moved].map(
    ([item, arns]) => `item ${item.id}${ownerText(item)}: ${counted(countPlaces(arns), "function")}`,
  );
  return listText(`**Moved:** ${counted(count, "function")} ${verb} to another item now.`, lines);
}

function ownerText({ owner }: ItemFacts): string {
  return owner === null ? "" : ` of ${markdownText(owner)}`;
}

function listText(head: string, lines: readonly string[]): string {
  const listed = firstTexts(
    lines,
    MAX_LISTED,
    (line) => `- ${line}`,
    (left) => `- …and ${left} more`,
  );
  return [head, "", ...listed].join("\n");
}
