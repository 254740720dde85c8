/** The text of a ticket for a work item, as Markdown: what, why, until when, which functions, how, and what was not read. */

import type { CoverageRow } from "../model/coverage.ts";
import { daysBetween } from "../model/day.ts";
import { isPublished } from "../model/function.ts";
import { linkUrl } from "../model/link-url.ts";
import type { DueEvent } from "../model/triage.ts";
import { counted, firstTexts } from "../model/words.ts";
import { consoleUrl } from "../report/console-url.ts";
import { daysText } from "../report/deadlines.ts";
import { fitLists, leftText } from "../report/fit.ts";
import { markdownCode, markdownText } from "../report/markdown-text.ts";
import { placeUnits } from "../report/places.ts";
import { notReadReasons, placeOf } from "../report/reasons.ts";
import { goneText } from "./gone-text.ts";
import { type Item, type ItemFunction, runtimeText } from "./items.ts";
import type { StatedItem } from "./states.ts";
import { upgradeNote } from "./upgrade-notes.ts";

interface BodyContext {
  /** The assessment date, a UTC day. */
  readonly today: string;
  readonly coverage: readonly CoverageRow[];
  /** A link to the full report. */
  readonly reportUrl: string | undefined;
}

/** An issue on GitHub holds 65,536 characters, and a line takes about 250. */
const MAX_FUNCTIONS = 150;
const MAX_REASONS = 10;
/** Characters for the accounts and regions that were not read. */
const PLACES_LENGTH = 8_000;

const EVENTS: Readonly<Record<DueEvent, string>> = {
  deprecation: "AWS ends support: no more security patches",
  "create-block": "AWS refuses new functions on it",
  "update-block": "AWS refuses updates of code and configuration",
};

export function bodyOf(item: StatedItem, context: BodyContext): string {
  const parts =
    item.state === "done" || item.state === "unknown"
      ? [goneText(item), notReadText(context.coverage)]
      : [
          whyText(item),
          dueText(item, context.today),
          useText(item),
          howText(item),
          functionsText(item),
          notReadText(context.coverage),
        ];
  const link = context.reportUrl === undefined ? "" : `[Full report](${linkUrl(context.reportUrl)})`;
  return `${[...parts, link, `Item ${item.facts.id}, as of ${context.today}.`].filter((part) => part !== "").join("\n\n")}\n`;
}

function whyText({ facts }: Item): string {
  const { action, runtime, owner, managedBy } = facts;
  const what = counted(facts.functions, "function");
  const of = owner === null ? "" : ` owned by ${markdownText(owner)}`;
  const verb = facts.functions === 1 ? "runs" : "run";
  const name = runtime === null || runtime === "custom" ? runtimeText(runtime) : markdownCode(runtime);
  const on = runtime === null && action !== "investigate" ? "" : ` ${verb} on ${name}`;
  const by = managedBy === null ? "" : ` The code is managed by ${markdownText(managedBy)}.`;
  const image =
    action === "check-image"
      ? ` ${facts.functions === 1 ? "is a container image" : "are container images"}`
      : "";
  return `**What:** ${what}${of}${on || image}.${by}`;
}

function dueText({ facts: { dueDate, dueEvent, runtime } }: Item, today: string): string {
  if (dueDate === null || dueEvent === null) return "";
  const days = daysBetween(today, dueDate);
  const event =
    runtime === "custom" && dueEvent === "deprecation" ? "its publisher ends support" : EVENTS[dueEvent];
  return days > 0
    ? `**By when:** ${dueDate} (${daysText(days)}): ${event}.`
    : `**Overdue:** since ${dueDate} (${daysText(days)}): ${event}.`;
}

/** Whether it is used tells how urgent it is, and whether it can be deleted. */
function useText({ facts: { invocations }, members }: Item): string {
  if (invocations === undefined) return "";
  const current = members.filter((fn) => !isPublished(fn));
  const idle = current.filter((fn) => fn.invocations === 0).length;
  const unknown = current.filter((fn) => fn.invocations === undefined).length;
  const parts = [
    `${counted(invocations, "invocation")} in 30 days`,
    ...(idle > 0 && idle < current.length ? [`${counted(idle, "function")} had none`] : []),
    ...(unknown > 0 ? [`not known for ${counted(unknown, "function")}`] : []),
  ];
  return `**Use:** ${parts.join("; ")}.`;
}

function howText({ facts: { action, runtime, successor, remedy } }: Item): string {
  const note = action === "upgrade" && remedy !== "" ? upgradeNote(runtime, successor) : "";
  const sentences = [remedy, note].filter((text) => text !== "");
  if (sentences.length === 0) return "";
  return `**How:** ${markdownText(sentences.map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`).join(" "))}`;
}

function functionsText({ members }: Item): string {
  const rest = (left: number) => `- …and ${left} more: see \`functionArns\` in the plan's JSON`;
  return ["**Functions:**", "", ...firstTexts(members, MAX_FUNCTIONS, functionLine, rest)].join("\n");
}

function functionLine(fn: ItemFunction): string {
  const account = [fn.accountName, fn.accountId]
    .filter((text) => text !== "")
    .map(markdownText)
    .join(" ");
  const url = consoleUrl(fn);
  const console = url === undefined ? "" : ` ([console](${url}))`;
  const use = fn.invocations === undefined ? "" : `, ${counted(fn.invocations, "invocation")}`;
  return `- ${markdownCode(fn.functionArn)}, ${account}${use}${console}`;
}

function notReadText(coverage: readonly CoverageRow[]): string {
  const reasons = notReadReasons(coverage);
  if (reasons.length === 0) return "";
  const listed = reasons.slice(0, MAX_REASONS);
  const places = fitLists(
    listed.map(({ accounts }) => placeUnits(accounts.map(placeOf)).map(markdownText)),
    PLACES_LENGTH,
  );
  const lines = listed.map(({ targets, message }, index) => {
    const { pieces, left } = places[index] ?? { pieces: [], left: 0 };
    const where = [...pieces, ...(left > 0 ? [markdownText(leftText(left))] : [])].join(" ");
    return `- ${counted(targets, "target")}: ${where}: ${markdownText(message)}`;
  });
  const more = reasons.length - lines.length;
  return [
    "**Not read, so functions there may be missing here:**",
    "",
    ...lines,
    ...(more > 0 ? [`- …and ${counted(more, "more reason")}`] : []),
  ].join("\n");
}
