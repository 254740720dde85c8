import { cleanText, shortened } from "../report/cell.ts";
import { daysText } from "../report/deadlines.ts";
import { counted } from "../report/groups.ts";
import { CHANGE_LISTS, type ChangeLine, changeLines } from "./changes.ts";
import type { Notice } from "./notice.ts";

/** What Slack's incoming webhooks take; https://docs.slack.dev/messaging/formatting-message-text */
export interface SlackMessage {
  /** For notifications and for readers of the screen. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

type SlackBlock =
  | { readonly type: "header"; readonly text: { readonly type: "plain_text"; readonly text: string } }
  | { readonly type: "section"; readonly text: Mrkdwn }
  | { readonly type: "context"; readonly elements: readonly Mrkdwn[] };

/** `verbatim`: Slack makes no links of what looks like a URL, a channel or a name. */
interface Mrkdwn {
  readonly type: "mrkdwn";
  readonly verbatim: true;
  readonly text: string;
}

/** Characters that Slack takes in a section, and in a header. */
const SECTION_LENGTH = 3000;
const HEADER_LENGTH = 150;
/** So many lines of each kind are shown. */
const MOST_LINES = 12;

export function slackMessage(notice: Notice): SlackMessage {
  const title = notice.title.slice(0, HEADER_LENGTH);
  const { summary, catalogue, finishedAt } = notice;
  const coverage = `${summary.read} of ${counted(summary.targets, "target")} read in ${counted(summary.accounts, "account")}`;
  const dates = `runtime dates as of ${code(catalogue.asOf)}`;
  return {
    text: escaped(title),
    blocks: [
      { type: "header", text: { type: "plain_text", text: title } },
      ...section("What to do first", notice.findings.map(findingLine)),
      ...changeSections(notice),
      ...section("Not read", notice.notRead.map(refusalLine)),
      {
        type: "context",
        elements: [
          mrkdwn(
            `${counted(summary.functions, "function")} · ${coverage} · ${dates} · ${finishedAt.slice(0, 16)}Z`,
          ),
        ],
      },
    ],
  };
}

function findingLine({
  runtime,
  status,
  functions,
  deadline,
  successor,
}: Notice["findings"][number]): string {
  const when =
    deadline === undefined ? "" : `: ${deadline.name} ${daysText(deadline.days)} (${deadline.date})`;
  const next = successor === null ? "" : `, move to ${code(successor)}`;
  return `• ${code(runtime)} ${status}, ${counted(functions, "function")}${when}${next}`;
}

function refusalLine({ targets, status, code: why, places, message }: Notice["notRead"][number]): string {
  return [`• ${targets} ${status}`, ...[why, places, message].filter((text) => text !== "").map(code)].join(
    " ",
  );
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

/** A heading and its lines, as many as a section takes; nothing without lines. */
function section(title: string, lines: readonly string[]): SlackBlock[] {
  if (lines.length === 0) return [];
  let text = `*${title}*`;
  let shown = 0;
  for (const line of lines.slice(0, MOST_LINES)) {
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

/** The three characters that begin a mention, a link or an entity. */
function escaped(text: string): string {
  return cleanText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const CODE_LENGTH = 300;

/** What people wrote stands in a code span, in which there is no markup; a backtick would end it. */
function code(text: string): string {
  const clean = cleanText(text).trim();
  if (clean === "") return "";
  return `\`${escaped(shortened(clean, CODE_LENGTH).replaceAll("`", "ˋ"))}\``;
}
