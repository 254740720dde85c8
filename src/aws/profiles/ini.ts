/** The INI format of the AWS config files, as Python's configparser reads it for botocore and the AWS CLI. */
import { UserError } from "../../model/failure.ts";

export interface IniValue {
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
  const reader = createReader(file);
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

function createReader(file: string) {
  const drafts = new Map<string, Draft>();
  let section: Draft | undefined;
  /** The lines of the current value; a more deeply indented line continues it. */
  let open: string[] | undefined;
  let indent = 0;

  function header(name: string, line: number): void {
    const known = drafts.get(name);
    if (known && name !== SHARED_SECTION) {
      throw mistake(file, line, `the section is already defined in line ${known.line}`, "Merge the two.");
    }
    section = known ?? { header: name, line, values: new Map() };
    drafts.set(name, section);
    open = undefined;
  }

  function value(content: string, line: number): void {
    if (!section) throw mistake(file, line, "the line is not in a section", "Add a [section] line above it.");
    const [key, text] = keyAndText(content, file, line);
    const known = section.values.get(key);
    if (known) {
      throw mistake(file, line, `the key is already set in line ${known.line}`, "Remove one of the two.");
    }
    open = [text];
    section.values.set(key, { lines: open, line });
  }

  return {
    read(line: string, number: number): void {
      const content = strip(line);
      if (content === "") open?.push("");
      if (content === "" || /^[#;]/.test(content)) return;
      const depth = line.length - line.replace(LEADING, "").length;
      if (open && depth > indent) {
        if (content.startsWith("[")) throw indented(file, number);
        if (open[0] === "" && !linesIn(content).every((part) => part.includes("="))) {
          throw mistake(file, number, "the indented line has no =", "Write key = value, or remove it.");
        }
        open.push(content);
        return;
      }
      indent = depth;
      const name = headerOf(content, file, number);
      if (name === undefined) value(content, number);
      else header(name, number);
    },
    sections: (): readonly IniSection[] => finished(drafts),
  };
}

/** The text between the brackets; text after them is ignored. Undefined for a line that is not a header. */
function headerOf(content: string, file: string, line: number): string | undefined {
  if (!content.startsWith("[")) return undefined;
  const end = content.indexOf("]");
  if (end === -1) throw mistake(file, line, 'the section header has no closing "]"', "Add it.");
  // Versions of Python disagree on which bracket ends the header.
  if (content.includes("]", end + 1)) {
    const hint = 'Keep one "]" in the line, that of the header.';
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

export function mistake(file: string, line: number, complaint: string, hint: string): UserError {
  return new UserError(`${file}:${line}: ${complaint}`, hint);
}
