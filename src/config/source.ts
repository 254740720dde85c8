import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Alias, type Document, LineCounter, type Node, parseDocument, visit } from "yaml";
import { UserError } from "../model/failure.ts";

/** Parsed YAML or JSON (which is YAML), with what it takes to name a place in it. */
export interface Source {
  /** As the user wrote it. */
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
  /** What each alias stands for. */
  readonly aliases: ReadonlyMap<Alias, Node>;
}

/** 32 MiB: some 300,000 accounts. What is larger is no accounts file. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Reads a file. Throws UserError when it is missing, unreadable, too large, no text, or broken YAML. */
export async function readSource(path: string, cwd: string): Promise<Source> {
  const file = resolve(cwd, path);
  const about = await stat(file).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`accounts file ${path}: ${reason(cause)}`, "Check the path given to --accounts.", {
      cause,
    });
  });
  if (about.isDirectory()) throw new UserError(`accounts file ${path} is a folder`, "Name a file in it.");
  if (about.size > MAX_BYTES) {
    throw new UserError(
      `accounts file ${path} has ${about.size} bytes`,
      `It may have ${MAX_BYTES}: is it the right file?`,
    );
  }
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`accounts file ${path}: ${reason(cause)}`, "Make it readable for this user.", {
      cause,
    });
  });
  return parseSource(path, decode(path, bytes));
}

export function parseSource(path: string, text: string): Source {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
    demandNoFault(path, document, lines);
    return { path, document, lines, aliases: resolveAliases(document) };
  } catch (cause) {
    // The library descends by calling itself.
    if (!(cause instanceof RangeError)) throw cause;
    const problem = `accounts file ${path} is nested too deeply`;
    throw new UserError(problem, "Is it the right file? An accounts file has some five levels.", { cause });
  }
}

function demandNoFault(path: string, { errors }: Document, lines: LineCounter): void {
  const [error] = errors;
  if (!error) return;
  const { line, col } = lines.linePos(error.pos[0]);
  const problem = PROBLEMS[error.code] ?? lowerFirst(error.message);
  throw new UserError(`${path}:${line}:${col}: ${problem}`, "The file has to be valid YAML or JSON.", {
    cause: error,
  });
}

/** In one pass; the library's own resolving of one alias walks the whole document. */
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

/** Where the parser's words do not help a reader. */
const PROBLEMS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "this key stands here twice",
  MULTIPLE_DOCS: "a second document begins here; the file may hold one",
  RESOURCE_EXHAUSTION: "this is nested too deeply",
  TAB_AS_INDENT: "a tab cannot indent YAML; use spaces",
};

function reason({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "no right to read it";
  return message;
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/** UTF-8, or UTF-16 with its mark, as Windows PowerShell redirects output. The decoder drops the mark. */
function decode(path: string, bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`accounts file ${path} is no UTF-8 text`, "Save it as UTF-8.", { cause });
  }
}
