import stringWidth from "string-width";

const ASCII = /^[\x20-\x7e]*$/;
/** Kana, Hangul, ideographs, full-width forms and accented letters: one unit and one or two columns each. */
const SIMPLE =
  /^[\x20-\x7e\u00c0-\u02af\u3001-\u3011\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/;
const WIDE_FROM = 0x3000;

/** Columns of a terminal that this text takes: two for East Asian wide characters and emoji. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  if (!SIMPLE.test(text)) return stringWidth(text);
  let width = text.length;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > WIDE_FROM) width++;
  return width;
}

/** The text in at most so many columns, ending in `…` when something was cut; never half a character. */
export function cutText(text: string, width: number): string {
  // No unit takes more than two columns, which spares short texts the measuring.
  if (text.length * 2 <= width || textWidth(text) <= width) return text;
  if (width < 1) return "";
  if (ASCII.test(text)) return `${text.slice(0, width - 1).trimEnd()}…`;
  let kept = "";
  let room = width - 1;
  for (const { segment } of graphemes(text)) {
    room -= textWidth(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): Iterable<{ readonly segment: string }> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}
