/** The blocks of a Slack message, and texts in them that cannot become markup. Lines go in, blocks come out. */
import { cleanText, shortened } from "../report/clean-text.ts";

export type SlackBlock =
  | { readonly type: "header"; readonly text: { readonly type: "plain_text"; readonly text: string } }
  | { readonly type: "section"; readonly text: Mrkdwn }
  | { readonly type: "context"; readonly elements: readonly Mrkdwn[] };

/** `verbatim`: Slack does not turn what looks like a URL, a channel or a name into a link. */
interface Mrkdwn {
  readonly type: "mrkdwn";
  readonly verbatim: true;
  readonly text: string;
}

/** Characters that Slack accepts in a section. */
export const SECTION_LENGTH = 3000;
/** The most lines of a list. */
const MAX_LINES = 12;

/** A heading and as many of its lines as fit into a section; nothing without lines. */
export function section(title: string, lines: readonly string[]): SlackBlock[] {
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

/** Lines in as few sections as they need. */
export function packed(lines: readonly string[]): SlackBlock[] {
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

export function mrkdwn(text: string): Mrkdwn {
  return { type: "mrkdwn", verbatim: true, text };
}

/** Escapes the three characters that start a mention, a link or an entity. */
export function escaped(text: string): string {
  return cleanText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Longer than any message of AWS. */
const CODE_LENGTH = 600;
const ESCAPED_LENGTH = 1400;

/** Text in a code span, where Slack ignores markup. */
export function code(text: string): string {
  const clean = codeText(text);
  return clean === "" ? "" : `\`${clean}\``;
}

/** The text inside a code span; a backtick would end it. */
export function codeText(text: string): string {
  const clean = cleanText(text).trim().replaceAll("`", "ˋ");
  const whole = escaped(shortened(clean, CODE_LENGTH));
  // Escaping makes a character at most five times as long.
  return whole.length <= ESCAPED_LENGTH ? whole : escaped(shortened(clean, ESCAPED_LENGTH / 5));
}
