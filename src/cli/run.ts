/**
 * The program: arguments in, exit code out. Everything else it does goes through `io`.
 * Each command is loaded only when it is called, so that `--version` does not wait for the AWS SDK.
 */
import { UserError } from "../model/failure.ts";
import type { CommandName } from "./commands.ts";
import { EXIT, Interruption } from "./exit.ts";
import type { Io } from "./io.ts";
import { errorText, Messages, PROGRAM } from "./messages.ts";
import type { Call, OptionsOf } from "./options/parse.ts";
import { parseArguments } from "./options.ts";
import { PipeOutput } from "./output/pipe.ts";
import { printError } from "./stderr.ts";

export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    const invocation = await parseArguments(argv, io);
    if ("text" in invocation) return await print(invocation.text, io);
    return await dispatch(invocation, io);
  } catch (error) {
    if (error instanceof Interruption) {
      printError(io, `${PROGRAM}: ${error.message}\n`);
      return EXIT[error.signal];
    }
    if (!(error instanceof UserError)) throw error;
    printError(io, errorText(error));
    return EXIT.usage;
  }
}

/** `words` are the arguments after the command's name. */
type Command<C extends CommandName> = (
  options: OptionsOf<C>,
  io: Io,
  words: readonly string[],
) => Promise<number>;

const COMMANDS: { readonly [C in CommandName]: () => Promise<Command<C>> } = {
  list: async () => (await import("./commands/list.ts")).list,
  demo: async () => (await import("./commands/demo.ts")).demo,
  accounts: async () => (await import("./commands/accounts.ts")).accounts,
  check: async () => (await import("./commands/check.ts")).check,
  report: async () => (await import("./commands/report.ts")).report,
  plan: async () => (await import("./commands/plan.ts")).plan,
  trend: async () => (await import("./commands/trend.ts")).trend,
  runtimes: async () => (await import("./commands/runtimes.ts")).runtimes,
  diff: async () => (await import("./commands/diff.ts")).diff,
  merge: async () => (await import("./commands/merge.ts")).merge,
  role: async () => (await import("./commands/role.ts")).role,
  completion: async () => (await import("./commands/completion.ts")).completion,
  help: async () => (await import("./commands/help.ts")).help,
};

async function dispatch<C extends CommandName>(call: Call<C>, io: Io): Promise<number> {
  const command = await COMMANDS[call.command]();
  const messages = new Messages(io, call.quiet);
  for (const note of call.notes) messages.note(`${PROGRAM}: ${note}`);
  for (const warning of call.warnings) messages.warn(warning);
  return command(call.options, io, call.words);
}

/** Not by `output.ts`, which loads what only files need. */
async function print(text: string, io: Io): Promise<number> {
  const stdout = new PipeOutput("to stdout", io.stdout, false);
  await stdout.write(text);
  await stdout.finish();
  return EXIT.complete;
}
