#!/usr/bin/env node
import { EXIT } from "./cli/exit.ts";
import { faultText } from "./cli/messages.ts";
import { processIo } from "./cli/process-io.ts";
import { run } from "./cli/run.ts";
import { printError } from "./cli/stderr.ts";

// Node itself would end with 1, which means that everything was read and --fail-on matched. It would also print all
// properties of the error, such as a response of AWS.
process.on("uncaughtException", (error: unknown) => {
  printError(process, faultText(error));
  process.exit(EXIT.incomplete);
});

// Not process.exit, which would lose what has not been written to a pipe yet.
process.exitCode = await run(process.argv.slice(2), processIo());
