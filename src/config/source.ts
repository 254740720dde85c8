import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isMap,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  visit,
  YAMLParseError,
} from "yaml";
import { readTextFile } from "../files/read.ts";
import { UserError } from "../model/failure.ts";
import { Mistake, Mistakes } from "./mistakes.ts";

/** A parsed YAML or JSON file (JSON is YAML), with what is needed to name a place in it. */
export interface Source {
  /** As the user wrote it. */
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
  /** The node that each alias refers to. */
  readonly aliases: ReadonlyMap<Alias, Node>;
  readonly mistakes: Mistakes;
  /** Counts values as they are read; throws UserError when there are too many, which aliases can make of few. */
  count(values: number): void;
}

/** 32 MiB holds about 300,000 accounts with 2 million values. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_VALUES = 4_000_000;

/** What messages call each kind of file, and the option that names it. */
const KINDS = {
  accounts: { what: "accounts file", option: "--accounts" },
  owners: { what: "owners file", option: "--owners" },
  waivers: { what: "waivers file", option: "--waivers" },
  project: { what: "project file", option: "--config" },
} as const;

type FileKind = keyof typeof KINDS;

/** Reads a file. Throws UserError when it cannot be read, is too large, or is not valid YAML. */
export async function readSource(path: string, cwd: string, kind: FileKind): Promise<Source> {
  const { what, option } = KINDS[kind];
  const hint = `Check the path passed to ${option}.`;
  const text = await readTextFile(path, { what, cwd, maxBytes: MAX_BYTES, hint });
  return parseSource(path, text, kind);
}

export function parseSource(path: string, text: string, kind: FileKind = "accounts"): Source {
  const name = `${KINDS[kind].what} ${path}`;
  const lines = new LineCounter();
  const document = parse(name, text, lines);
  checkSyntax(path, document, lines);
  rejectReport(name, document);
  const aliases = resolveAliases(document);
  return { path, document, lines, aliases, mistakes: new Mistakes(path), count: counter(name) };
}

/** Such a file is about five levels deep; the library composes and visits documents by recursion. */
const DEEPEST = 200;

/** As the library's parseDocument, which has no limit on depth. */
function parse(name: string, text: string, lines: LineCounter): Document {
  // The library compares each key with every other one of its mapping; the cursor looks for duplicates instead.
  const composer = new Composer({ prettyErrors: false, logLevel: "error", uniqueKeys: false });
  const [document, second] = composer.compose(tokensOf(name, text, lines), true, text.length);
  if (!document) throw new Error("the library composes a document of any text");
  if (second) {
    const problem = "a second document begins here; only one is allowed";
    document.errors.push(new YAMLParseError([second.range[0], second.range[1]], "MULTIPLE_DOCS", problem));
  }
  return document;
}

function* tokensOf(name: string, text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > DEEPEST) {
      throw new UserError(`${name} is nested too deeply`, "Is this the right file?");
    }
  }
  yield* parser.end();
}

function counter(name: string): (values: number) => void {
  let left = MAX_VALUES;
  return (values) => {
    left -= values;
    if (left >= 0) return;
    throw new UserError(
      `${name} has too many values: the limit is ${MAX_VALUES}`,
      "Is this the right file? The values of an alias (*name) count each time it is used.",
    );
  };
}

function checkSyntax(path: string, { errors }: Document, lines: LineCounter): void {
  const mistakes = new Mistakes(path);
  for (const { code, message, pos } of errors) {
    const [offset] = pos;
    const { line, col } = lines.linePos(offset);
    const problem = PROBLEMS[code] ?? shortened(`${message.slice(0, 1).toLowerCase()}${message.slice(1)}`);
    const hint = "The file must be valid YAML or JSON.";
    mistakes.add(new Mistake(`${path}:${line}:${col}: ${problem}`, hint, offset));
  }
  mistakes.throwIfAny();
}

/** Keys of the reports, plans, trends and comparisons that this program writes: each of them would be an unknown key. */
const OF_OUTPUTS = ["tool", "items", "rows", "movedDates"];

function rejectReport(name: string, { contents: root }: Document): void {
  if (!isMap(root) || !root.has("schemaVersion") || !OF_OUTPUTS.some((key) => root.has(key))) return;
  throw new UserError(
    `${name} is JSON that lambda-inventory wrote, such as a report`,
    "Is this the right file?",
  );
}

/** The library quotes what it did not expect, up to a whole line of the file. */
function shortened(problem: string): string {
  return problem.length <= LONGEST_PROBLEM ? problem : `${problem.slice(0, LONGEST_PROBLEM)}...`;
}

const LONGEST_PROBLEM = 200;

/** In one pass: the library's own resolving of one alias walks the whole document. */
function resolveAliases(document: Document): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const aliases = new Map<Alias, Node>();
  visit(document, {
    Alias: (_, alias) => {
      const node = anchors.get(alias.source);
      if (node) aliases.set(alias, node);
    },
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return aliases;
}

/** Clearer than the parser's own words. */
const PROBLEMS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "YAML cannot be indented with tabs; use spaces",
};
