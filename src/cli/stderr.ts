/**
 * Everything that is printed on stderr passes through here. Messages contain text that others wrote: file names,
 * profiles, error texts of servers. Whatever could move the cursor, change the title or reorder text is removed.
 */
import { cleanText } from "../report/clean-text.ts";
import type { Io } from "./io.ts";
import { logFilter } from "./output/ci-log.ts";

/** The colours of the summary; none of them hides or moves text. */
const COLOR = /(\x1b\[(?:0|1|2|22|3[1-69]|39)m)/;

/** Clean lines. `colored` keeps colours, for text whose values are clean already. */
export function stderrText(text: string, colored = false): string {
  return text
    .split("\n")
    .map((line) => (colored ? paintedLine(line) : cleanText(line)))
    .join("\n");
}

/** Prints text to stderr. */
export function printError(io: Pick<Io, "stderr" | "env">, text: string): void {
  io.stderr.write(logText(io, stderrText(text)));
}

/** The text, with what a CI system would run broken up. */
export function logText({ env, stderr }: Pick<Io, "stderr" | "env">, text: string): string {
  return logFilter(env, stderr)(text);
}

/** Splits at the colours: they are every second part. */
function paintedLine(line: string): string {
  return line
    .split(COLOR)
    .map((part, index) => (index % 2 === 1 ? part : cleanText(part)))
    .join("");
}
