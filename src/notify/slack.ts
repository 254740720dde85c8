/**
 * The Slack message of a notice: the content of a notice goes in, blocks come out that keep to the limits of Slack. What was
 * not read is listed completely, unless it does not fit; then the message says how much is left out.
 */
import { cleanText, shortened } from "../report/clean-text.ts";
import { daysText } from "../report/deadlines.ts";
import { ownersText } from "../report/due-groups.ts";
import { type Fitted, fitLists, leftText } from "../report/fit.ts";
import { counted } from "../report/groups.ts";
import { placeUnits } from "../report/places.ts";
import { placeOf } from "../report/reasons.ts";
import { wrapped } from "../report/text-width.ts";
import { CHANGE_LISTS, type ChangeLine, changeLines } from "./changes.ts";
import type { Notice } from "./notice.ts";

/** The message format of Slack's incoming webhooks: https://docs.slack.dev/messaging/formatting-message-text */
export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

type SlackBlock =
  | { readonly type: "header"; readonly text: { readonly type: "plain_text"; readonly text: string } }
  | { readonly type: "section"; readonly text: Mrkdwn }
  | { readonly type: "context"; readonly elements: readonly Mrkdwn[] };

/** `verbatim`: Slack does not turn what looks like a URL, a channel or a name into a link. */
interface Mrkdwn {
  readonly type: "mrkdwn";
  readonly verbatim: true;
  readonly text: string;
}

/** Characters that Slack accepts in a section, and in a header. */
const SECTION_LENGTH = 3000;
const HEADER_LENGTH = 150;
/** Blocks that Slack accepts in a message. */
const MAX_BLOCKS = 50;
/** The most findings, and the most changes of each kind, that are listed. */
const MAX_LINES = 12;
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
    ...section("What to do first", notice.findings.map(findingLine)),
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

function placeLines({ pieces, left }: Fitted = { pieces: [], left: 0 }): readonly string[] {
  const lines = wrapped(pieces, LINE_WIDTH).map((line) => `\`${line}\``);
  return left === 0 ? lines : [...lines, escaped(leftText(left))];
}

/** Lines in as few sections as they need. */
function packed(lines: readonly string[]): SlackBlock[] {
  const texts: string[] = [];
  let text = "";
  for (const line of lines) {
    if (text !== "" && text.length + 1 + line.length > SECTION_LENGTH) {
      texts.push(text);
      text = "";
    }
    text += (text === "" ? "" : "\n") + line;
  }
  return [...texts, text].map((text) => ({ type: "section", text: mrkdwn(text) }));
}

function findingLine({
  runtime,
  status,
  functions,
  deadline,
  successor,
  actions,
  owners,
}: Notice["findings"][number]): string {
  const when =
    deadline === undefined ? "" : `: ${deadline.name} ${daysText(deadline.days)} (${deadline.date})`;
  const next = successor === null ? "" : `, move to ${code(successor)}`;
  const whose = `; ${actions.join(", ")}, ${code(ownersText(owners))}`;
  return `• ${code(runtime)} ${status}, ${counted(functions, "function")}${when}${next}${whose}`;
}

function reasonLine({ targets, status, code: why, message }: Notice["notRead"][number]): string {
  return [`• ${targets} ${status}`, ...[why, message].filter((text) => text !== "").map(code)].join(" ");
}

function changeSections({ change }: Notice): SlackBlock[] {
  if (change === undefined) return [];
  const { difference, page } = change;
  const since = `Since ${difference.old.startedAt.slice(0, 10)}`;
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

/** A heading and as many of its lines as fit into a section; nothing without lines. */
function section(title: string, lines: readonly string[]): SlackBlock[] {
  if (lines.length === 0) return [];
  let text = `*${title}*`;
  let shown = 0;
  for (const line of lines.slice(0, MAX_LINES)) {
    if (text.length + line.length > SECTION_LENGTH - 100) break;
    text += `\n${line}`;
    shown++;
  }
  if (shown < lines.length) text += `\n…and ${lines.length - shown} more`;
  return [{ type: "section", text: mrkdwn(text) }];
}

function mrkdwn(text: string): Mrkdwn {
  return { type: "mrkdwn", verbatim: true, text };
}

/** Escapes the three characters that start a mention, a link or an entity. */
function escaped(text: string): string {
  return cleanText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Longer than any message of AWS. */
const CODE_LENGTH = 600;
const ESCAPED_LENGTH = 1400;

/** Text in a code span, where Slack ignores markup. */
function code(text: string): string {
  const clean = codeText(text);
  return clean === "" ? "" : `\`${clean}\``;
}

/** The text inside a code span; a backtick would end it. */
function codeText(text: string): string {
  const clean = cleanText(text).trim().replaceAll("`", "ˋ");
  const whole = escaped(shortened(clean, CODE_LENGTH));
  // Escaping makes a character at most five times as long.
  return whole.length <= ESCAPED_LENGTH ? whole : escaped(shortened(clean, ESCAPED_LENGTH / 5));
}
