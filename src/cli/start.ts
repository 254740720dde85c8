/** The process around the program: arguments in, exit code and unexpected errors out. */
import { EXIT } from "./exit.ts";
import { faultText } from "./messages.ts";
import { processIo } from "./process-io.ts";
import { run } from "./run.ts";
import { printError } from "./stderr.ts";

export async function start(argv: readonly string[]): Promise<void> {
  // Node itself would end with 1, which means that everything was read and --fail-on matched. It would also print all
  // properties of the error, such as a response of AWS.
  process.on("uncaughtException", (error: unknown) => {
    printError(process, faultText(error));
    process.exit(EXIT.incomplete);
  });
  // Not process.exit, which would lose what has not been written to a pipe yet.
  process.exitCode = await run(argv, processIo());
}
