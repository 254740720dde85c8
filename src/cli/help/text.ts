import type { OptionEntry } from "../options/entry.ts";

const PAGE_WIDTH = 80;

/** Breaks words into lines; every line is indented. */
export function fill(words: readonly string[], indent: number, separator = " "): string {
  const margin = " ".repeat(indent);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? undefined : `${last}${separator}${word}`;
    if (longer !== undefined && longer.length <= PAGE_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`${margin}${word}`);
  }
  return lines.join("\n");
}

/** Wraps a paragraph. */
export function wrap(text: string, indent: number): string {
  return fill(text.split(" "), indent);
}

/** `-p, --profile NAME...` */
export function signature(name: string, entry: OptionEntry): string {
  const alias = entry.alias === undefined ? "" : `-${entry.alias}, `;
  return `${alias}--${name}${entry.kind === "flag" ? "" : ` ${entry.value}`}`;
}

/** Rows of two columns, the second wrapped. */
export function columns(rows: readonly (readonly [string, string])[], indent: number): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows
    .map(([left, right]) => {
      const text = wrap(right, indent + width).trimStart();
      return `${" ".repeat(indent)}${left.padEnd(width)}${text}`.trimEnd();
    })
    .join("\n");
}

/** For a list in prose: a comma after each but the last. */
export function withComma(word: string, index: number, words: readonly string[]): string {
  return index < words.length - 1 ? `${word},` : word;
}

/** A summary as a sentence: with a capital and a full stop. */
export function sentence(words: string): string {
  return `${words[0]?.toUpperCase()}${words.slice(1)}.`;
}

/** An example as it is typed; one of the default command goes without its name. */
export function exampleLine(command: string, line: string): string {
  return `lambda-inventory ${command === "list" ? "" : `${command} `}${line}`;
}
