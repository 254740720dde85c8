/**
 * The Slack message of a notice: the content of a notice goes in, blocks come out that keep to the limits of Slack. The coming
 * deadlines and their owners come first, then what is overdue in one line, and a link to the report. What was not read is listed
 * completely, unless it does not fit; then the message says how much is left out.
 */
import { daysBetween, momentNames } from "../model/day.ts";
import { linkUrl } from "../model/link-url.ts";
import { counted } from "../model/words.ts";
import { shortened } from "../report/clean-text.ts";
import { assessedOn, daysText } from "../report/deadlines.ts";
import { EVENT_TEXTS, ownersText } from "../report/due-groups.ts";
import { type FittedList, fitLists, leftText } from "../report/fit.ts";
import { placeUnits } from "../report/places.ts";
import { placeOf } from "../report/reasons.ts";
import { wrapped } from "../report/text-width.ts";
import { CHANGE_LISTS, type ChangeLine, changeLines } from "./changes.ts";
import type { Notice } from "./notice.ts";
import {
  code,
  codeText,
  escaped,
  mrkdwn,
  packed,
  SECTION_LENGTH,
  type SlackBlock,
  section,
} from "./slack-blocks.ts";

/** The message format of Slack's incoming webhooks: https://docs.slack.dev/messaging/formatting-message-text */
export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** Characters that Slack accepts in a header. */
const HEADER_LENGTH = 150;
/** Blocks that Slack accepts in a message. */
const MAX_BLOCKS = 50;
/**
 * Characters of the short form. Slack documents no limit on the whole message; where it has one, texts of 9,600 characters
 * were accepted and of 11,300 were not.
 */
const SHORT_LENGTH = 9000;

/** The notice with every account and region that was not read, as far as Slack's limits allow. */
export function slackMessage(notice: Notice): SlackMessage {
  return message(notice, Infinity);
}

/** The notice again, for when Slack refused the whole one as too long. */
export function shortSlackMessage(notice: Notice): SlackMessage {
  return message(notice, SHORT_LENGTH);
}

function message(notice: Notice, most: number): SlackMessage {
  const title = shortened(notice.title, HEADER_LENGTH - 1);
  const before: readonly SlackBlock[] = [
    { type: "header", text: { type: "plain_text", text: title } },
    ...dueSections(notice),
    ...linkSection(notice),
    ...changeSections(notice),
  ];
  const after = footer(notice);
  const used = JSON.stringify([before, after]).length;
  const blocks = MAX_BLOCKS - before.length - 1;
  const room = Math.min(most - used, blocks * SECTION_LENGTH * FILLED);
  return {
    text: escaped(title),
    blocks: [...before, ...notReadSections(notice.notRead, room).slice(0, blocks), after],
  };
}

function dueSections({ deadlines, overdue, findings, catalogue }: Notice): readonly SlackBlock[] {
  const today = assessedOn(catalogue);
  const undated = findings.filter(({ deadline }) => deadline === undefined);
  const successors = new Map(findings.map(({ runtime, successor }) => [runtime, successor]));
  return [
    ...section(
      "Coming deadlines",
      deadlines.map((group) => deadlineLine(group, today, successors)),
    ),
    ...section("Overdue", overdue === undefined ? [] : [overdueLine(overdue)]),
    ...section("Without a date", undated.map(undatedLine)),
  ];
}

function deadlineLine(
  { date, event, runtimes, functions, accounts, owners }: Notice["deadlines"][number],
  today: string,
  successors: ReadonlyMap<string, string | null>,
): string {
  const moves = runtimes.map((name) => (successors.get(name) ? `${name} → ${successors.get(name)}` : name));
  const what = `*${date}* (${daysText(daysBetween(today, date))}): ${EVENT_TEXTS[event]} on ${code(moves.join(", "))}`;
  return `• ${what}: ${counted(functions, "function")} in ${counted(accounts, "account")}, ${code(ownersText(owners))}`;
}

function overdueLine({ functions, runtimes, date, owners }: NonNullable<Notice["overdue"]>): string {
  const what = `${counted(functions, "function")} on ${code(runtimes.join(", "))}`;
  return `• ${what}, all dates passed by ${date}, ${code(ownersText(owners))}`;
}

function undatedLine({ runtime, status, functions, owners }: Notice["findings"][number]): string {
  return `• ${code(runtime)} ${status}: ${counted(functions, "function")}, ${code(ownersText(owners))}`;
}

function linkSection({ reportUrl }: Notice): readonly SlackBlock[] {
  if (reportUrl === undefined) return [];
  const link = `<${escaped(linkUrl(reportUrl))}|Full report>`;
  return link.length > SECTION_LENGTH ? [] : [{ type: "section", text: mrkdwn(link) }];
}

function footer({ summary, catalogue, finishedAt }: Notice): SlackBlock {
  const coverage = `${summary.read} of ${counted(summary.targets, "target")} read in ${counted(summary.accounts, "account")}`;
  const dates = `runtime dates as of ${code(catalogue.asOf)}`;
  const text = `${counted(summary.functions, "function")} · ${coverage} · ${dates} · ${finishedAt.slice(0, 16)}Z`;
  return { type: "context", elements: [mrkdwn(text)] };
}

/** At least this part of a section is filled before the next one starts: no line is longer than the rest. */
const FILLED = 0.4;

/** Why targets were not read, with every account and region, in as many sections as needed. */
function notReadSections(notRead: Notice["notRead"], room: number): readonly SlackBlock[] {
  if (notRead.length === 0) return [];
  const [{ pieces: heads, left } = { pieces: [], left: 0 }] = fitLists([notRead.map(reasonLine)], room);
  const rest = room - heads.reduce((sum, line) => sum + line.length + 1, 0);
  const places = fitLists(
    notRead.slice(0, heads.length).map(({ accounts }) => placeUnits(accounts.map(placeOf)).map(codeText)),
    rest,
  );
  const lines = heads.flatMap((head, index) => [head, ...placeLines(places[index])]);
  return packed(["*Not read*", ...lines, ...(left > 0 ? [`… and ${counted(left, "more reason")}`] : [])]);
}

/** Width of a line of accounts. */
const LINE_WIDTH = 180;

function placeLines({ pieces, left }: FittedList = { pieces: [], left: 0 }): readonly string[] {
  const lines = wrapped(pieces, LINE_WIDTH).map((line) => `\`${line}\``);
  return left === 0 ? lines : [...lines, escaped(leftText(left))];
}

function reasonLine({ targets, status, code: why, message }: Notice["notRead"][number]): string {
  return [`• ${targets} ${status}`, ...[why, message].filter((text) => text !== "").map(code)].join(" ");
}

function changeSections({ change }: Notice): SlackBlock[] {
  if (change === undefined) return [];
  const { difference, page } = change;
  const name = momentNames([difference.old.startedAt, difference.new.startedAt]);
  const since = `Since ${name(difference.old.startedAt)}`;
  const notes = page.notes.map((note) => `_note:_ ${code(note)}`);
  return [
    ...section(since, [escaped(page.summary), ...notes]),
    ...CHANGE_LISTS.flatMap(({ kind, title }) =>
      section(title, changeLines(difference.functions[kind]).map(changeLine)),
    ),
  ];
}

function changeLine({ account, region, name, was, is }: ChangeLine): string {
  return `• ${code(name)} in ${code(account)} ${escaped(region)}: ${was === is ? code(is) : `${code(was)} → ${code(is)}`}`;
}
