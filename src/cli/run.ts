import { UserError } from "../model/failure.ts";
import { EXIT, Interruption } from "./exit.ts";
import type { Io } from "./io.ts";
import { errorText, PROGRAM } from "./messages.ts";
import { type Invocation, parseArguments } from "./options.ts";

/**
 * The program: arguments in, exit code out. Everything else that it does goes through `io`.
 * Each command is loaded when it is called, so that `--version` does not wait for the AWS SDK.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(await parseArguments(argv, io), io);
  } catch (error) {
    if (error instanceof Interruption) {
      io.stderr.write(`${PROGRAM}: ${error.message}\n`);
      return EXIT[error.signal];
    }
    if (!(error instanceof UserError)) throw error;
    io.stderr.write(errorText(error));
    return EXIT.usage;
  }
}

async function dispatch(invocation: Invocation, io: Io): Promise<number> {
  switch (invocation.command) {
    case "help":
    case "version":
      await print(invocation.text, io);
      return EXIT.complete;
    case "list":
      return (await import("./commands/list.ts")).list(invocation.options, io);
    case "demo":
      return (await import("./commands/demo.ts")).demo(invocation.options, io);
    case "accounts":
      return (await import("./commands/accounts.ts")).accounts(invocation.options, io);
    case "check":
      return (await import("./commands/check.ts")).check(invocation.options, io);
    case "runtimes":
      return (await import("./commands/runtimes.ts")).runtimes(invocation.options, io);
    case "diff":
      return (await import("./commands/diff.ts")).diff(invocation.options, io);
    case "merge":
      return (await import("./commands/merge.ts")).merge(invocation.options, io);
    case "role":
      return (await import("./commands/role.ts")).role(invocation.options, io);
    case "completion":
      return (await import("./commands/completion.ts")).completion(invocation.options, io);
  }
}

/** Without what an output to files needs: help shall be there at once. */
async function print(text: string, io: Io): Promise<void> {
  const { PipeOutput } = await import("./output/pipe.ts");
  const stdout = new PipeOutput("to stdout", io.stdout, false);
  await stdout.write(text);
  await stdout.finish();
}
