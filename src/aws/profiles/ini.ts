/** The INI format of the AWS config files, as Python's configparser reads it for botocore and the AWS CLI. */
import { UserError } from "../../model/failure.ts";

interface IniValue {
  readonly text: string;
  readonly line: number;
}

export interface IniSection {
  /** The text between the brackets, unchanged. */
  readonly header: string;
  readonly line: number;
  /** By lower-case key. */
  readonly values: ReadonlyMap<string, IniValue>;
}

/** The values of this section apply to every section of the file. */
const SHARED_SECTION = "DEFAULT";

/** The characters that Python's `str.strip` removes; `trim` removes others. */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LEADING = new RegExp(`^[${SPACE}]+`);
const OTHER_SPACE = new RegExp(`[${SPACE}]`);

export function strip(text: string): string {
  return stripEnd(text).replace(LEADING, "");
}

function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || OTHER_SPACE.test(text.charAt(end - 1)))) end -= 1;
  return text.slice(0, end);
}

/**
 * The sections in file order. Throws a `UserError` with file and line for a line that cannot be understood. No message
 * repeats the line, which may hold a secret.
 */
export function parseIni(text: string, file: string): readonly IniSection[] {
  const reader = new Reader(file);
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) reader.read(line, i + 1);
  return reader.sections();
}

/** The lines as Python's `str.splitlines` finds them, without blank ones. */
export function linesIn(text: string): readonly string[] {
  return text
    .split(/[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/)
    .map(strip)
    .filter(Boolean);
}

interface Draft {
  readonly header: string;
  readonly line: number;
  readonly values: Map<string, { readonly lines: string[]; readonly line: number }>;
}

/** Takes the lines of a file, one after the other. */
class Reader {
  readonly #file: string;
  readonly #drafts = new Map<string, Draft>();
  #section: Draft | undefined;
  /** The lines of the current value; a more deeply indented line continues it. */
  #open: string[] | undefined;
  #indent = 0;

  constructor(file: string) {
    this.#file = file;
  }

  read(line: string, number: number): void {
    const content = strip(line);
    if (content === "") this.#open?.push("");
    if (content === "" || /^[#;]/.test(content)) return;
    const depth = line.length - line.replace(LEADING, "").length;
    if (this.#open && depth > this.#indent) {
      this.#continue(this.#open, content, number);
      return;
    }
    this.#indent = depth;
    const name = headerOf(content, this.#file, number);
    if (name === undefined) this.#value(content, number);
    else this.#header(name, number);
  }

  sections(): readonly IniSection[] {
    return finished(this.#drafts);
  }

  #continue(open: string[], content: string, line: number): void {
    if (content.startsWith("[")) throw indented(this.#file, line);
    if (open[0] === "" && !linesIn(content).every((part) => part.includes("="))) {
      throw mistake(this.#file, line, "the indented line has no =", "Write key = value, or remove it.");
    }
    open.push(content);
  }

  #header(name: string, line: number): void {
    const known = this.#drafts.get(name);
    if (known && name !== SHARED_SECTION) {
      const problem = `the section is already defined on line ${known.line}`;
      throw mistake(this.#file, line, problem, "Merge the two.");
    }
    this.#section = known ?? { header: name, line, values: new Map() };
    this.#drafts.set(name, this.#section);
    this.#open = undefined;
  }

  #value(content: string, line: number): void {
    const section = this.#section;
    if (!section)
      throw mistake(this.#file, line, "the line is not in a section", "Add a [section] line above it.");
    const [key, text] = keyAndText(content, this.#file, line);
    const known = section.values.get(key);
    if (known) {
      const problem = `the key is already set on line ${known.line}`;
      throw mistake(this.#file, line, problem, "Remove one of the two.");
    }
    this.#open = [text];
    section.values.set(key, { lines: this.#open, line });
  }
}

/** The text between the brackets; text after them is ignored. Undefined for a line that is not a header. */
function headerOf(content: string, file: string, line: number): string | undefined {
  if (!content.startsWith("[")) return undefined;
  const end = content.indexOf("]");
  if (end === -1) throw mistake(file, line, 'the section header has no closing "]"', "Add it.");
  // Versions of Python disagree on which bracket ends the header.
  if (content.includes("]", end + 1)) {
    const hint = 'Keep only the "]" that ends the header.';
    throw mistake(file, line, 'the section header has more than one "]"', hint);
  }
  if (end === 1) throw mistake(file, line, "the section header is empty", "Add a name, or remove the line.");
  return content.slice(1, end);
}

function keyAndText(content: string, file: string, line: number): [string, string] {
  const end = content.search(/[=:]/);
  if (end === -1) {
    throw mistake(file, line, "the line is neither a [section] nor a key = value", "Fix or remove it.");
  }
  if (end === 0)
    throw mistake(file, line, "there is no key before the =", "Add the key, or remove the line.");
  return [strip(content.slice(0, end)).toLowerCase(), strip(content.slice(end + 1))];
}

function finished(drafts: ReadonlyMap<string, Draft>): readonly IniSection[] {
  const shared = drafts.get(SHARED_SECTION)?.values ?? [];
  return [...drafts.values()]
    .filter(({ header }) => header !== SHARED_SECTION)
    .map(({ header, line, values }) => ({ header, line, values: joined(new Map([...shared, ...values])) }));
}

function joined(values: Draft["values"]): Map<string, IniValue> {
  return new Map(
    [...values].map(([key, { lines, line }]) => [key, { text: stripEnd(lines.join("\n")), line }]),
  );
}

/** The AWS CLI reads it as part of the value above, other tools as a section. */
function indented(file: string, line: number): UserError {
  return mistake(file, line, "the section header is indented", "Remove the spaces before it.");
}

function mistake(file: string, line: number, complaint: string, hint: string): UserError {
  return new UserError(`${file}:${line}: ${complaint}`, hint);
}
