import type { Io } from "../io.ts";
import type { DiffOptions, Invocation } from "../options.ts";
import { readWords } from "./argv.ts";
import { COMMANDS, type CommandName } from "./commands.ts";
import { demandSense } from "./contradictions.ts";
import { demandWritable } from "./files.ts";
import { type Given, gather } from "./given.ts";
import { demandKnownOptions } from "./known.ts";
import { demandPositionals, splitCommand } from "./positionals.ts";
import { settleQuery } from "./query.ts";
import * as shape from "./shapes.ts";
import { readShell } from "./shell.ts";
import { settleSources } from "./sources.ts";
import { SCAN_OPTIONS } from "./tables.ts";
import { readValues } from "./values.ts";

/** One command line, taken apart for the command that it names. */
interface Call {
  readonly words: readonly string[];
  readonly given: ReadonlyMap<string, Given>;
  readonly io: Pick<Io, "env" | "cwd">;
}

const READERS: { readonly [C in CommandName]: (call: Call) => Invocation } = {
  list: ({ given }) => ({ command: "list", options: shape.scan(readValues(COMMANDS.list.options, given)) }),
  demo: ({ given }) => ({ command: "demo", options: shape.scan(readValues(COMMANDS.demo.options, given)) }),
  accounts: ({ given }) => ({
    command: "accounts",
    options: shape.accounts(readValues(COMMANDS.accounts.options, given)),
  }),
  check: ({ given }) => ({
    command: "check",
    options: shape.check(readValues(COMMANDS.check.options, given)),
  }),
  runtimes: ({ given }) => ({
    command: "runtimes",
    options: shape.runtimes(readValues(COMMANDS.runtimes.options, given)),
  }),
  diff: (call) => ({ command: "diff", options: readDiff(call) }),
  merge: ({ given, words }) => ({
    command: "merge",
    options: shape.merge(readValues(COMMANDS.merge.options, given), words),
  }),
  role: ({ given }) => ({ command: "role", options: shape.role(readValues(COMMANDS.role.options, given)) }),
  completion: ({ words, io }) => ({ command: "completion", options: { shell: readShell(words[0], io.env) } }),
};

export async function parseInvocation(argv: readonly string[], io: Call["io"]): Promise<Invocation> {
  const { positionals, options } = readWords(argv);
  const { command, rest } = splitCommand(positionals);
  demandKnownOptions(command, options.keys());
  demandPositionals(command, rest);
  const given = gather(COMMANDS[command].options, options, io.env);
  settleSources(command, given);
  await settleQuery(command, given);
  demandSense(command, given, rest);
  const invocation = READERS[command]({ words: rest, given, io });
  await demandWritable(given, io.cwd);
  return invocation;
}

/** These are the comparison's own; the fresh scan goes by the others. */
const OF_DIFF: ReadonlySet<string> = new Set(["format", "output", "query", "fail-on"]);

function readDiff({ given, words: [oldReport = "", newReport] }: Call): DiffOptions {
  const values = readValues(COMMANDS.diff.options, given);
  const scan = new Map([...given].filter(([name]) => !OF_DIFF.has(name)));
  return {
    oldReport,
    newReport,
    scan: shape.scan(readValues(SCAN_OPTIONS, scan)),
    format: values.format,
    failOn: values["fail-on"] ?? [],
    output: shape.output(values),
    query: values.query,
  };
}
