/** As much of a shell as the documents need. */

export interface Command {
  readonly argv: readonly string[];
  /** Variables set for this command alone. */
  readonly env: Readonly<Record<string, string>>;
  /** The file that `>` names. */
  readonly into: string | undefined;
  /** What the document shows below it, where it shows anything. */
  readonly output: readonly string[];
  readonly line: number;
}

/** `lambda-inventory`, as the documents call it. */
const PROGRAM = /^(?:npx )?lambda-inventory(?: |$)|^node dist\/main\.js(?: |$)/;

/** The commands of a block that run this program, in their order; others are somebody else's. */
export function commandsOf(lines: readonly string[], firstLine: number): readonly Command[] {
  const commands: Command[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = firstLine + at;
    let text = (lines[at] ?? "").trimEnd();
    const prompt = text.startsWith("$ ");
    while (text.endsWith("\\")) text = `${text.slice(0, -1)}${(lines[++at] ?? "").trim()}`;
    const end = lines.findIndex((other, index) => index > at && other.startsWith("$ "));
    const output = prompt ? lines.slice(at + 1, end === -1 ? undefined : end) : [];
    for (const statement of statementsOf(words(prompt ? text.slice(2) : text))) {
      const command = commandOf(statement);
      if (command) commands.push({ ...command, output, line });
    }
  }
  return commands;
}

const OPERATORS = new Set(["|", "&&", "||", ";", ">"]);

/** Words, with operators as separate words; quotes are taken off, a comment ends the line. */
function words(text: string): readonly string[] {
  const found = text.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"|&;>\\])+|\|\||&&|[|;>]/g);
  const all = [...found].map(([word]) => word);
  const comment = all.findIndex((word) => word.startsWith("#"));
  const kept = comment === -1 ? all : all.slice(0, comment);
  return kept.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/g, "$1$2$3"));
}

function statementsOf(all: readonly string[]): readonly (readonly string[])[] {
  const statements: string[][] = [[]];
  for (const word of all) {
    if (OPERATORS.has(word) && word !== ">") statements.push([]);
    else statements.at(-1)?.push(word);
  }
  return statements;
}

function commandOf(statement: readonly string[]): Pick<Command, "argv" | "env" | "into"> | undefined {
  const first = statement.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const assignments = statement.slice(0, Math.max(first, 0));
  const rest = statement.slice(assignments.length);
  if (first === -1 || !PROGRAM.test(rest.join(" "))) return undefined;
  const to = rest.indexOf(">");
  const argv = rest.slice(rest[0] === "lambda-inventory" ? 1 : 2, to === -1 ? undefined : to);
  const env = Object.fromEntries(
    assignments.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
  );
  return { argv, env, into: to === -1 ? undefined : rest[to + 1] };
}
